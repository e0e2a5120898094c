package io.iclight.io.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Objects;

/**
 * An image of 8-bit samples, which never changes.
 *
 * <p>Samples are stored row by row from the top, pixel by pixel from the left, and within a pixel as its
 * {@link PixelFormat} says: {@code [height, width, channels]}. They are what the file had; no colour profile is applied
 * to them, as none is in the programs that IC-Light was trained and shown with.
 */
public final class Image {

    private final ImageSize size;
    private final PixelFormat format;
    private final byte[] samples;

    private Image(ImageSize size, PixelFormat format, byte[] samples) {
        this.size = Objects.requireNonNull(size, "size");
        this.format = Objects.requireNonNull(format, "format");
        this.samples = samples;
        if (samples.length != sampleCount(size, format)) {
            throw new IllegalArgumentException("an image of " + size + " " + format + " pixels has "
                    + sampleCount(size, format) + " samples, but " + samples.length + " were given");
        }
    }

    private static long sampleCount(ImageSize size, PixelFormat format) {
        return size.pixels() * format.channels();
    }

    /**
     * Makes an image.
     *
     * @param size columns and rows
     * @param format what a pixel's samples mean
     * @param samples {@code [height, width, channels]}, a byte of -1 being 255; copied
     * @return the image
     * @throws IllegalArgumentException if there are too few or too many samples
     */
    public static Image of(ImageSize size, PixelFormat format, byte[] samples) {
        return new Image(size, format, samples.clone());
    }

    /** Makes an image without copying; the caller gives the samples away. */
    static Image wrap(ImageSize size, PixelFormat format, byte[] samples) {
        return new Image(size, format, samples);
    }

    /** Makes room for the samples of an image, which must fit into an array. */
    static byte[] allocate(ImageSize size, PixelFormat format) {
        long count = sampleCount(size, format);
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("an image of " + size + " " + format + " pixels has " + count
                    + " samples, more than an array can hold; choose a smaller size");
        }
        return new byte[(int) count];
    }

    /**
     * Makes an image of one colour.
     *
     * @param size columns and rows
     * @param pixel the samples of every pixel, each in 0…255: one for grey, three for RGB, four for RGBA
     * @return the image
     */
    public static Image filled(ImageSize size, int... pixel) {
        PixelFormat format = PixelFormat.ofChannels(pixel.length);
        byte[] samples = allocate(size, format);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(pixel[i % pixel.length]);
        }
        return wrap(size, format, samples);
    }

    private static byte sample(int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException("a sample is in 0..255, was " + value);
        }
        return (byte) value;
    }

    /**
     * Copies the pixels of an AWT image. Grey samples are taken as they are stored, 16-bit samples are cut to their high
     * bytes, and colours that are multiplied by opacity are divided by it.
     *
     * @param image of any type
     * @return its pixels: grey, RGB, or RGBA where it has an alpha channel
     */
    public static Image of(BufferedImage image) {
        return AwtPixels.copy(image);
    }

    /**
     * Copies the pixels to an AWT image.
     *
     * @return of type {@code TYPE_BYTE_GRAY}, {@code TYPE_3BYTE_BGR} or {@code TYPE_4BYTE_ABGR}
     */
    public BufferedImage toBufferedImage() {
        return AwtPixels.copy(this);
    }

    /**
     * Returns how large the image is.
     *
     * @return columns and rows
     */
    public ImageSize size() {
        return size;
    }

    /**
     * Returns how many columns the image has.
     *
     * @return at least 1
     */
    public int width() {
        return size.width();
    }

    /**
     * Returns how many rows the image has.
     *
     * @return at least 1
     */
    public int height() {
        return size.height();
    }

    /**
     * Returns what the samples mean.
     *
     * @return grey, RGB or RGBA
     */
    public PixelFormat format() {
        return format;
    }

    /**
     * Returns how many samples a pixel has.
     *
     * @return 1, 3 or 4
     */
    public int channels() {
        return format.channels();
    }

    /**
     * Returns one sample.
     *
     * @param x column, from 0 at the left
     * @param y row, from 0 at the top
     * @param channel from 0, in the order of the format
     * @return in 0…255
     */
    public int sample(int x, int y, int channel) {
        Objects.checkIndex(x, width());
        Objects.checkIndex(y, height());
        Objects.checkIndex(channel, channels());
        return Byte.toUnsignedInt(samples[(y * width() + x) * channels() + channel]);
    }

    /**
     * Copies the samples.
     *
     * @return {@code [height, width, channels]}, a byte of -1 being 255
     */
    public byte[] samples() {
        return samples.clone();
    }

    /** The samples themselves, for this package to read. */
    byte[] raw() {
        return samples;
    }

    /**
     * Returns the colours alone: grey becomes three equal samples, and opacity is left out.
     *
     * @return an RGB image; this one if it is RGB
     */
    public Image toRgb() {
        if (format == PixelFormat.RGB) {
            return this;
        }
        byte[] rgb = allocate(size, PixelFormat.RGB);
        int step = channels();
        int green = format == PixelFormat.GREY ? 0 : 1;
        int blue = format == PixelFormat.GREY ? 0 : 2;
        for (int from = 0, to = 0; from < samples.length; from += step, to += 3) {
            rgb[to] = samples[from];
            rgb[to + 1] = samples[from + green];
            rgb[to + 2] = samples[from + blue];
        }
        return wrap(size, PixelFormat.RGB, rgb);
    }

    /**
     * Takes one sample of each pixel.
     *
     * @param channel from 0, in the order of the format
     * @return a grey image
     */
    public Image channel(int channel) {
        Objects.checkIndex(channel, channels());
        byte[] plane = allocate(size, PixelFormat.GREY);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = samples[i * channels() + channel];
        }
        return wrap(size, PixelFormat.GREY, plane);
    }

    /**
     * Cuts out a rectangle.
     *
     * @param box within this image
     * @return what is inside
     * @throws IllegalArgumentException if the box reaches out of this image
     */
    public Image crop(PixelBox box) {
        if (box.right() > width() || box.bottom() > height()) {
            throw new IllegalArgumentException(box + " reaches out of an image of " + size);
        }
        byte[] cropped = allocate(box.size(), format);
        int rowLength = box.size().width() * channels();
        for (int y = 0; y < box.size().height(); y++) {
            int from = ((box.top() + y) * width() + box.left()) * channels();
            System.arraycopy(samples, from, cropped, y * rowLength, rowLength);
        }
        return wrap(box.size(), format, cropped);
    }

    /**
     * Swaps left and right.
     *
     * @return the mirror image
     */
    public Image flippedHorizontally() {
        return Orientation.MIRRORED.apply(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image that
                && size.equals(that.size)
                && format == that.format
                && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, format, Arrays.hashCode(samples));
    }

    /** Returns size and format, such as {@code 512x640 RGB}. */
    @Override
    public String toString() {
        return size + " " + format;
    }
}

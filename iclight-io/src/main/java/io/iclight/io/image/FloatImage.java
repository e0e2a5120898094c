package io.iclight.io.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * An image of float samples, which never changes: a matte, a picture before it is cut to 8 bits, a map of normals.
 *
 * <p>Samples are stored row by row from the top, pixel by pixel from the left: {@code [height, width, channels]}. Where
 * nothing else is said, 0 is black and 1 is white.
 */
public final class FloatImage {

    private final ImageSize size;
    private final int channels;
    private final float[] values;

    private FloatImage(ImageSize size, int channels, float[] values) {
        this.size = Objects.requireNonNull(size, "size");
        this.channels = channels;
        this.values = values;
        if (channels < 1 || values.length != size.pixels() * channels) {
            throw new IllegalArgumentException("an image of " + size + " with " + channels + " channels has "
                    + size.pixels() * channels + " values, but " + values.length + " were given");
        }
    }

    /**
     * Makes an image.
     *
     * @param size columns and rows
     * @param channels samples of a pixel, at least 1
     * @param values {@code [height, width, channels]}; copied
     * @return the image
     * @throws IllegalArgumentException if there are too few or too many values
     */
    public static FloatImage of(ImageSize size, int channels, float[] values) {
        return new FloatImage(size, channels, values.clone());
    }

    /** Makes an image without copying; the caller gives the values away. */
    static FloatImage wrap(ImageSize size, int channels, float[] values) {
        return new FloatImage(size, channels, values);
    }

    /**
     * Divides 8-bit samples by 255.
     *
     * @param image of any format
     * @return the same channels in [0, 1]
     */
    public static FloatImage ofUnit(Image image) {
        return ofLevels(image, 255);
    }

    /** Takes 8-bit samples as they are, in 0…255. */
    static FloatImage ofLevels(Image image) {
        return ofLevels(image, 1);
    }

    private static FloatImage ofLevels(Image image, float divisor) {
        byte[] samples = image.raw();
        float[] values = new float[samples.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Byte.toUnsignedInt(samples[i]) / divisor;
        }
        return wrap(image.size(), image.channels(), values);
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
     * Returns how many samples a pixel has.
     *
     * @return at least 1
     */
    public int channels() {
        return channels;
    }

    /**
     * Returns one sample.
     *
     * @param x column, from 0 at the left
     * @param y row, from 0 at the top
     * @param channel from 0
     * @return the sample
     */
    public float value(int x, int y, int channel) {
        Objects.checkIndex(x, size.width());
        Objects.checkIndex(y, size.height());
        Objects.checkIndex(channel, channels);
        return values[(y * size.width() + x) * channels + channel];
    }

    /**
     * Copies the samples.
     *
     * @return {@code [height, width, channels]}
     */
    public float[] values() {
        return values.clone();
    }

    /** The samples themselves, for this package to read. */
    float[] raw() {
        return values;
    }

    /**
     * Computes {@code x * factor + offset} for every sample.
     *
     * @param factor what each is multiplied by
     * @param offset what is then added
     * @return the changed image
     */
    public FloatImage scaled(float factor, float offset) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] * factor + offset;
        }
        return wrap(size, channels, scaled);
    }

    /**
     * Limits every sample.
     *
     * @param lowest what smaller samples become
     * @param highest what larger samples become
     * @return the limited image
     */
    public FloatImage clamped(float lowest, float highest) {
        float[] clamped = new float[values.length];
        for (int i = 0; i < clamped.length; i++) {
            clamped[i] = Math.min(highest, Math.max(lowest, values[i]));
        }
        return wrap(size, channels, clamped);
    }

    /**
     * Cuts the samples to 8 bits: times 255, limited to 0…255, fractions dropped.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo_bg.py}, the end of {@code process_relight}.
     *
     * @return an image of 1, 3 or 4 channels
     * @throws IllegalArgumentException if this image has another number of channels
     */
    public Image quantized() {
        return quantized(255, 0);
    }

    /**
     * Cuts {@code x * factor + offset} to 8 bits: limited to 0…255, fractions dropped.
     *
     * @param factor what each sample is multiplied by
     * @param offset what is then added
     * @return an image of 1, 3 or 4 channels
     * @throws IllegalArgumentException if this image has another number of channels
     */
    public Image quantized(float factor, float offset) {
        byte[] samples = new byte[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Quantization.truncate(values[i] * factor + offset);
        }
        return Image.wrap(size, PixelFormat.ofChannels(channels), samples);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatImage that
                && size.equals(that.size)
                && channels == that.channels
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, channels, Arrays.hashCode(values));
    }

    /** Returns size and number of channels, such as {@code 512x640, 1 channel}. */
    @Override
    public String toString() {
        return size + ", " + channels + (channels == 1 ? " channel" : " channels");
    }
}

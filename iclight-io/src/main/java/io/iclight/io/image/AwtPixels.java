package io.iclight.io.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Copies pixels between {@link Image} and AWT's images.
 *
 * <p>Samples are read from the raster wherever they are brightness or red, green and blue: {@code getRGB} would convert
 * them from the image's colour space, which makes grey images brighter.
 */
final class AwtPixels {

    private static final int BLACK = 0xFF000000;

    /** Wider samples, such as floats, are left to AWT. */
    private static final int MAX_BITS = 16;

    private AwtPixels() {}

    static BufferedImage copy(Image image) {
        int type = switch (image.format()) {
            case GREY -> BufferedImage.TYPE_BYTE_GRAY;
            case RGB -> BufferedImage.TYPE_3BYTE_BGR;
            case RGBA -> BufferedImage.TYPE_4BYTE_ABGR;
        };
        BufferedImage copy = new BufferedImage(image.width(), image.height(), type);
        copy.getRaster().setDataElements(0, 0, image.width(), image.height(), image.raw());
        return copy;
    }

    static Image copy(BufferedImage image) {
        ColorModel model = image.getColorModel();
        ImageSize size = new ImageSize(image.getWidth(), image.getHeight());
        if (model instanceof IndexColorModel palette) {
            return ofPalette(image.getRaster(), palette, size);
        }
        int colours = model.getNumColorComponents();
        boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY && colours == 1;
        boolean rgb = model.getColorSpace().getType() == ColorSpace.TYPE_RGB && colours == 3;
        boolean wide = Arrays.stream(model.getComponentSize()).anyMatch(bits -> bits > MAX_BITS);
        if (!grey && !rgb || wide) {
            return converted(image, size);
        }
        byte[][] levels = new byte[model.getNumComponents()][];
        for (int band = 0; band < levels.length; band++) {
            levels[band] = levels(model.getComponentSize(band));
        }
        PixelFormat format = model.hasAlpha() ? PixelFormat.RGBA : grey ? PixelFormat.GREY : PixelFormat.RGB;
        byte[] samples = ofBands(image.getRaster(), levels, size, format);
        if (model.hasAlpha() && model.isAlphaPremultiplied()) {
            divideByAlpha(samples);
        }
        return Image.wrap(size, format, samples);
    }

    /** The 8-bit level of each stored level: cut to the high byte from 16 bits, spread evenly from fewer than 8. */
    private static byte[] levels(int bits) {
        byte[] levels = new byte[1 << bits];
        for (int stored = 0; stored < levels.length; stored++) {
            levels[stored] =
                    (byte) (bits >= 8 ? stored >> (bits - 8) : Math.round(stored * 255f / (levels.length - 1)));
        }
        return levels;
    }

    private static byte[] ofBands(Raster raster, byte[][] levels, ImageSize size, PixelFormat format) {
        byte[] samples = Image.allocate(size, format);
        int bands = levels.length;
        int channels = format.channels();
        int[] row = new int[size.width() * bands];
        int to = 0;
        for (int y = 0; y < size.height(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, size.width(), 1, row);
            for (int from = 0; from < row.length; from += bands, to += channels) {
                if (bands == 2) {
                    samples[to] = samples[to + 1] = samples[to + 2] = levels[0][row[from]];
                    samples[to + 3] = levels[1][row[from + 1]];
                    continue;
                }
                for (int band = 0; band < bands; band++) {
                    samples[to + band] = levels[band][row[from + band]];
                }
            }
        }
        return samples;
    }

    private static void divideByAlpha(byte[] rgba) {
        for (int i = 0; i < rgba.length; i += 4) {
            int alpha = Byte.toUnsignedInt(rgba[i + 3]);
            for (int c = 0; alpha > 0 && c < 3; c++) {
                rgba[i + c] = (byte) Math.min(255, (255 * Byte.toUnsignedInt(rgba[i + c]) + alpha / 2) / alpha);
            }
        }
    }

    private static Image ofPalette(Raster raster, IndexColorModel palette, ImageSize size) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] row = new int[size.width()];
        Image coloured = ofColours(size, palette.hasAlpha(), (y, argb) -> {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, size.width(), 1, row);
            for (int x = 0; x < row.length; x++) {
                argb[x] = row[x] < colours.length ? colours[row[x]] : BLACK;
            }
        });
        boolean grey = !palette.hasAlpha() && Arrays.stream(colours).allMatch(AwtPixels::isGrey);
        return grey ? coloured.channel(0) : coloured;
    }

    /** Grey files of fewer than 8 bits come with a palette too. */
    private static boolean isGrey(int argb) {
        return (argb >> 16 & 0xFF) == (argb & 0xFF) && (argb >> 8 & 0xFF) == (argb & 0xFF);
    }

    private static Image converted(BufferedImage image, ImageSize size) {
        return ofColours(
                size,
                image.getColorModel().hasAlpha(),
                (y, argb) -> image.getRGB(0, y, size.width(), 1, argb, 0, size.width()));
    }

    private static Image ofColours(ImageSize size, boolean hasAlpha, ArgbRows rows) {
        PixelFormat format = hasAlpha ? PixelFormat.RGBA : PixelFormat.RGB;
        byte[] samples = Image.allocate(size, format);
        int[] argb = new int[size.width()];
        int to = 0;
        for (int y = 0; y < size.height(); y++) {
            rows.read(y, argb);
            for (int colour : argb) {
                samples[to++] = (byte) (colour >> 16);
                samples[to++] = (byte) (colour >> 8);
                samples[to++] = (byte) colour;
                if (hasAlpha) {
                    samples[to++] = (byte) (colour >>> 24);
                }
            }
        }
        return Image.wrap(size, format, samples);
    }

    /** Gives the pixels of a row as {@code 0xAARRGGBB}, opacity not multiplied in. */
    private interface ArgbRows {
        void read(int y, int[] argb);
    }
}

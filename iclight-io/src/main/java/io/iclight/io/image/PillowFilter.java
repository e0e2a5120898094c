package io.iclight.io.image;

/**
 * Resizes exactly as Pillow's {@code Image.resize} with the filter of the same name does.
 *
 * <p>All but {@link #NEAREST} weigh the pixels under a window that widens as the image shrinks, in two passes,
 * horizontal first, with 8-bit results in between and weights of 22 fractional bits. Colours are multiplied by opacity
 * before, and divided by it afterwards. The windows are tabulated as functions of the distance in target pixels (in
 * source pixels where the image grows).
 *
 * <p>Source: python-pillow/Pillow 9.4.0, {@code src/libImaging/Resample.c} and {@code Geometry.c}.
 */
public enum PillowFilter implements Resizer {
    /** Takes the pixel under the target pixel's centre; RGBA is not multiplied. */
    NEAREST(0.5) {
        @Override
        double weight(double distance) {
            throw new IllegalStateException("the nearest pixel is taken, not weighed");
        }

        @Override
        public Image resize(Image image, ImageSize target) {
            return image.size().equals(target) ? image : NearestPixel.resize(image, target);
        }

        @Override
        public Image resize(Image image, ImageSize target, PixelBox part) {
            return resize(image, target).crop(part);
        }
    },
    /** The mean of the pixels that are covered. */
    BOX(0.5) {
        @Override
        double weight(double distance) {
            return distance > -0.5 && distance <= 0.5 ? 1 : 0;
        }
    },
    /** A triangle over two pixels. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },
    /** A sinc over two pixels, under Hamming's window. */
    HAMMING(1) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x == 0) {
                return 1;
            }
            // The two constants are floats in Pillow.
            return x >= 1 ? 0 : sinc(x) * (0.54f + 0.46f * Math.cos(Math.PI * x));
        }
    },
    /** Keys' cubic convolution with a = -0.5 over four pixels. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
        }
    },
    /** A sinc over six pixels, under the middle lobe of a sinc three times as wide. */
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    private final double support;

    PillowFilter(double support) {
        this.support = support;
    }

    /** How far the window reaches to each side. */
    double support() {
        return support;
    }

    /** The window's height, before all weights are scaled to sum up to 1. */
    abstract double weight(double distance);

    @Override
    public Image resize(Image image, ImageSize target) {
        return image.size().equals(target)
                ? image
                : resize(image, target, new PixelBox(0, 0, target.width(), target.height()));
    }

    @Override
    public Image resize(Image image, ImageSize target, PixelBox part) {
        if (image.size().equals(target)) {
            return image.crop(part);
        }
        if (image.format() == PixelFormat.RGBA) {
            Image premultiplied = PremultipliedAlpha.multiply(image);
            return PremultipliedAlpha.divide(TwoPassResampling.resize(premultiplied, target, part, this));
        }
        return TwoPassResampling.resize(image, target, part, this);
    }

    private static double sinc(double x) {
        double angle = Math.PI * x;
        return x == 0 ? 1 : Math.sin(angle) / angle;
    }
}

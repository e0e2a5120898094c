package io.iclight.detail;

import io.iclight.io.image.Image;
import io.iclight.io.image.PixelFormat;
import java.util.stream.IntStream;

/**
 * A picture in CIE L*a*b* for the white D65, from sRGB (IEC 61966-2-1; CIE 15).
 *
 * @param l lightness of each pixel, 0 to 100
 * @param a from green to red
 * @param b from blue to yellow
 */
record Lab(float[] l, float[] a, float[] b) {

    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;

    /** Where the cube root begins: (6/29)³, and the slope below it. */
    private static final double LINEAR_BELOW = 216 / 24389.0;

    private static final double SLOPE = 841 / 108.0;
    private static final double OFFSET = 4 / 29.0;

    /** Halvings of what chroma is scaled by until a colour is one that sRGB has. */
    private static final int HALVINGS = 8;

    private static final double SLACK = 1e-4;

    private static final double[] LINEAR =
            IntStream.range(0, 256).mapToDouble(i -> linear(i / 255.0)).toArray();

    static Lab of(Image rgb) {
        byte[] samples = rgb.samples();
        int pixels = samples.length / 3;
        Lab lab = new Lab(new float[pixels], new float[pixels], new float[pixels]);
        IntStream.range(0, pixels).parallel().forEach(i -> {
            double red = LINEAR[Byte.toUnsignedInt(samples[i * 3])];
            double green = LINEAR[Byte.toUnsignedInt(samples[i * 3 + 1])];
            double blue = LINEAR[Byte.toUnsignedInt(samples[i * 3 + 2])];
            double x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE_X);
            double y = root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
            double z = root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / WHITE_Z);
            lab.l[i] = (float) (116 * y - 16);
            lab.a[i] = (float) (500 * (x - y));
            lab.b[i] = (float) (200 * (y - z));
        });
        return lab;
    }

    /** Turns a pixel into sRGB. A colour that sRGB does not have keeps its lightness and hue and loses chroma. */
    void write(int pixel, byte[] samples) {
        double most = 1;
        if (!isDisplayable(rgb(pixel, 1))) {
            double least = 0;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (least + most) / 2;
                if (isDisplayable(rgb(pixel, middle))) {
                    least = middle;
                } else {
                    most = middle;
                }
            }
            most = least;
        }
        double[] rgb = rgb(pixel, most);
        for (int c = 0; c < PixelFormat.RGB.channels(); c++) {
            double encoded = encoded(Math.min(Math.max(rgb[c], 0), 1));
            samples[pixel * 3 + c] = (byte) Math.round(encoded * 255);
        }
    }

    private double[] rgb(int pixel, double chroma) {
        double fy = (l[pixel] + 16) / 116;
        double x = WHITE_X * cube(fy + chroma * a[pixel] / 500);
        double y = cube(fy);
        double z = WHITE_Z * cube(fy - chroma * b[pixel] / 200);
        return new double[] {
            3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
            -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
            0.0556434 * x - 0.2040259 * y + 1.0572252 * z
        };
    }

    private static boolean isDisplayable(double[] rgb) {
        for (double value : rgb) {
            if (value < -SLACK || value > 1 + SLACK) {
                return false;
            }
        }
        return true;
    }

    private static double root(double t) {
        return t > LINEAR_BELOW ? Math.cbrt(t) : SLOPE * t + OFFSET;
    }

    private static double cube(double t) {
        double cubed = t * t * t;
        return cubed > LINEAR_BELOW ? cubed : (t - OFFSET) / SLOPE;
    }

    private static double linear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    private static double encoded(double linear) {
        return linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }
}

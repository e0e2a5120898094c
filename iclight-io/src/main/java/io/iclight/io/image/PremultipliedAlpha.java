package io.iclight.io.image;

/**
 * Colours times opacity, so that transparent pixels have no colour to bleed into others.
 *
 * <p>Source: python-pillow/Pillow 9.4.0, {@code src/libImaging/Convert.c}, {@code rgbA2rgba} and {@code rgba2rgbA}.
 */
final class PremultipliedAlpha {

    private PremultipliedAlpha() {}

    static Image multiply(Image rgba) {
        byte[] samples = rgba.samples();
        for (int i = 0; i < samples.length; i += 4) {
            int alpha = Byte.toUnsignedInt(samples[i + 3]);
            for (int c = i; c < i + 3; c++) {
                int product = Byte.toUnsignedInt(samples[c]) * alpha + 128;
                samples[c] = (byte) (((product >> 8) + product) >> 8);
            }
        }
        return Image.wrap(rgba.size(), PixelFormat.RGBA, samples);
    }

    static Image divide(Image premultiplied) {
        byte[] samples = premultiplied.samples();
        for (int i = 0; i < samples.length; i += 4) {
            int alpha = Byte.toUnsignedInt(samples[i + 3]);
            for (int c = i; alpha > 0 && c < i + 3; c++) {
                samples[c] = (byte) Math.min(255, 255 * Byte.toUnsignedInt(samples[c]) / alpha);
            }
        }
        return Image.wrap(premultiplied.size(), PixelFormat.RGBA, samples);
    }
}

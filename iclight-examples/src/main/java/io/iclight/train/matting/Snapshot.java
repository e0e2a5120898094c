package io.iclight.train.matting;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.GaussianBlur;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.JpegEncoding;
import io.iclight.train.render.noise.Chance;

/**
 * What a camera and its software do to a picture, at random: exposure, white balance, contrast, saturation, sometimes no
 * colours at all, a soft lens, noise, and JPEG. A network that has seen rendered pictures alone would take their absence
 * for a sign.
 */
final class Snapshot {

    private final Chance chance;

    Snapshot(Chance chance) {
        this.chance = chance;
    }

    /**
     * Takes the picture.
     *
     * @param picture red, green and blue of each pixel, 0 to 1, row by row
     * @param size of the square picture
     * @return such a picture
     */
    float[] of(float[] picture, int size) {
        float[] taken = coloured(picture);
        if (chance.happens(0.4)) {
            taken = blurred(taken, size, chance.between(0.3, 1.4));
        }
        if (chance.happens(0.6)) {
            addNoise(taken, chance.between(0, 0.06));
        }
        return chance.happens(0.3) ? compressed(taken, size) : taken;
    }

    private float[] coloured(float[] picture) {
        double[] gains = {chance.near(1, 0.25), chance.near(1, 0.15), chance.near(1, 0.25)};
        double gamma = Math.exp(chance.near(0, 0.6));
        double contrast = chance.near(1, 0.4);
        double saturation = chance.happens(0.08) ? 0 : chance.near(1, 0.6);
        float[] result = new float[picture.length];
        for (int i = 0; i < picture.length; i += 3) {
            double grey = 0.299 * picture[i] + 0.587 * picture[i + 1] + 0.114 * picture[i + 2];
            for (int c = 0; c < 3; c++) {
                double value = (grey + saturation * (picture[i + c] - grey)) * gains[c];
                double curved = Math.pow(Math.max(0, value), gamma);
                result[i + c] = (float) clamp(0.5 + contrast * (curved - 0.5));
            }
        }
        return result;
    }

    /** A soft lens; also what lies out of focus. */
    static float[] blurred(float[] picture, int size, double sigma) {
        int window = 2 * (int) Math.ceil(2.5 * sigma) + 1;
        FloatImage image = FloatImage.of(new ImageSize(size, size), 3, picture);
        return GaussianBlur.torchvision(window, sigma).blur(image).values();
    }

    /** Sums of even draws are near enough to a bell. */
    private void addNoise(float[] picture, double deviation) {
        for (int i = 0; i < picture.length; i++) {
            double bell = chance.next() + chance.next() + chance.next() + chance.next() - 2;
            picture[i] = (float) clamp(picture[i] + deviation * Math.sqrt(3) * bell);
        }
    }

    private float[] compressed(float[] picture, int size) {
        Image image = FloatImage.of(new ImageSize(size, size), 3, picture).quantized(255, 0.5f);
        byte[] file = new JpegEncoding(30 + chance.below(65)).encode(image);
        return FloatImage.ofUnit(ImageDecoder.STANDARD.decode(file, "a snapshot"))
                .values();
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }
}

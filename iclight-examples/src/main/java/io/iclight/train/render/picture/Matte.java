package io.iclight.train.render.picture;

import java.awt.image.BufferedImage;

/**
 * How much of each pixel the subject covers.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values the coverage in {@code [0, 1]}, {@code [height, width]}, rows from the top; not a copy
 */
public record Matte(int width, int height, float[] values) {

    /**
     * Shows the matte.
     *
     * @return a grey picture, white where the subject covers all
     */
    public BufferedImage display() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            image.setRGB(i % width, i / width, Math.round(255 * values[i]) * 0x010101);
        }
        return image;
    }

    /**
     * The share of the picture that is covered.
     *
     * @return the mean coverage
     */
    public double share() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}

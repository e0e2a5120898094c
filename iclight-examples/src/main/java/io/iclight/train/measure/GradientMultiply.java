package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;
import io.iclight.light.LightSide;

/**
 * What any program does without a model: the picture times a ramp of light from a side, of the same mean brightness. A
 * model has to be closer to the truth than that.
 */
public final class GradientMultiply {

    private GradientMultiply() {}

    /**
     * Lights a picture.
     *
     * @param picture red, green and blue, 0 to 1
     * @param side where light should come from
     * @return the picture, from twice as bright at that side to black at the other
     */
    public static FloatImage of(FloatImage picture, LightSide side) {
        int width = picture.size().width();
        int height = picture.size().height();
        float[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            double right = (i / 3 % width + 0.5) / width;
            double down = (i / 3 / width + 0.5) / height;
            double nearness = switch (side) {
                case LEFT -> 1 - right;
                case RIGHT -> right;
                case TOP -> 1 - down;
                case BOTTOM -> down;
            };
            values[i] = (float) Math.min(1, 2 * nearness * values[i]);
        }
        return FloatImage.of(picture.size(), 3, values);
    }
}

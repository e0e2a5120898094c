package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.ImageSize;
import io.iclight.light.LightSide;

/**
 * Where in a picture the subject is: the pixels that measures look at.
 *
 * @param size of the picture
 * @param opacity of the subject at each pixel, 0 to 1
 */
public record Subject(ImageSize size, float[] opacity) {

    /** Checks the components. */
    public Subject {
        if (opacity.length != size.pixels()) {
            throw new IllegalArgumentException(
                    "a subject in a picture of " + size + " has as many opacities, got " + opacity.length);
        }
    }

    /**
     * Checks that a picture is of this size.
     *
     * @param picture red, green and blue
     * @return its values
     */
    float[] values(FloatImage picture) {
        if (!picture.size().equals(size) || picture.channels() != 3) {
            throw new IllegalArgumentException("expected a picture of " + size + ", 3 channels, got " + picture);
        }
        return picture.values();
    }

    /**
     * How far a pixel lies towards a side, from the middle of the subject.
     *
     * @param side which
     * @return for each pixel, in pixels, above 0 on that side
     */
    double[] towards(LightSide side) {
        double column = 0;
        double row = 0;
        double sum = 0;
        for (int i = 0; i < opacity.length; i++) {
            column += opacity[i] * (i % size.width());
            row += opacity[i] * (i / size.width());
            sum += opacity[i];
        }
        double[] distances = new double[opacity.length];
        for (int i = 0; i < distances.length; i++) {
            double right = i % size.width() - column / sum;
            double down = i / size.width() - row / sum;
            distances[i] = switch (side) {
                case LEFT -> -right;
                case RIGHT -> right;
                case TOP -> -down;
                case BOTTOM -> down;
            };
        }
        return distances;
    }
}

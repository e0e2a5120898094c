package io.iclight.normals;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import java.util.List;

/**
 * One subject, lit four times: pictures of the same size, in [0, 1], with three channels.
 *
 * @param left lit from the left
 * @param right lit from the right
 * @param bottom lit from below
 * @param top lit from above
 */
public record FourLights(FloatImage left, FloatImage right, FloatImage bottom, FloatImage top) {

    private static final int CHANNELS = 3;

    /** Checks the components. */
    public FourLights {
        for (FloatImage image : List.of(left, right, bottom, top)) {
            if (!image.size().equals(left.size()) || image.channels() != CHANNELS) {
                throw new IllegalArgumentException("the four pictures must have " + CHANNELS
                        + " channels and the same size, but the one lit from the left has " + left
                        + ", and another has " + image);
            }
        }
    }

    /**
     * Takes four pictures of one's own, such as photographs.
     *
     * @param left lit from the left
     * @param right lit from the right
     * @param bottom lit from below
     * @param top lit from above
     * @return them, in [0, 1]
     * @throws IllegalArgumentException if their sizes differ
     */
    public static FourLights of(Image left, Image right, Image bottom, Image top) {
        return new FourLights(unit(left), unit(right), unit(bottom), unit(top));
    }

    private static FloatImage unit(Image image) {
        return FloatImage.ofUnit(image.toRgb());
    }

    /**
     * Lists the pictures.
     *
     * @return left, right, bottom, top
     */
    public List<FloatImage> all() {
        return List.of(left, right, bottom, top);
    }

    /**
     * Computes {@code x * factor + offset} for every sample, such as 0.5 and 0.5 for pictures in [-1, 1].
     *
     * @param factor what each is multiplied by
     * @param offset what is then added
     * @return the changed pictures
     */
    public FourLights scaled(float factor, float offset) {
        return new FourLights(
                left.scaled(factor, offset),
                right.scaled(factor, offset),
                bottom.scaled(factor, offset),
                top.scaled(factor, offset));
    }
}

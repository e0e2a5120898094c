package io.iclight.train.render.picture;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;

/**
 * How much of each pixel the subject covers.
 *
 * @param width in pixels
 * @param height in pixels
 * @param values the coverage in {@code [0, 1]}, {@code [height, width]}, rows from the top; not a copy
 */
public record Coverage(int width, int height, float[] values) {

    /**
     * The coverage as a matte.
     *
     * @return the matte, of the same size
     */
    public Matte matte() {
        return Matte.of(FloatImage.of(new ImageSize(width, height), 1, values));
    }
}

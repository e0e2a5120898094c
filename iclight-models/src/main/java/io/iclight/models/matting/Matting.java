package io.iclight.models.matting;

import io.iclight.io.image.Image;
import io.iclight.io.image.Matte;

/** Tells the foreground of a photograph from its background. */
@FunctionalInterface
public interface Matting {

    /**
     * Finds the foreground.
     *
     * @param photo of any size and format; its own opacity is not looked at
     * @return a matte of the photo's size
     */
    Matte matte(Image photo);
}

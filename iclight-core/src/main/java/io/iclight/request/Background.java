package io.iclight.request;

import io.iclight.io.image.Image;

/**
 * What stands behind the subject, for the background-conditioned model.
 *
 * @param picture of any size; it is cropped around its centre, and its opacity is not looked at
 * @param mirrored whether left and right are swapped, as the demo's "Use Flipped Background Image" does
 */
public record Background(Image picture, boolean mirrored) {

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing
     */
    public Background {
        Requirement.given("background", picture);
    }

    /**
     * Takes a picture as it is.
     *
     * @param picture of any size
     * @return the background
     */
    public static Background of(Image picture) {
        return new Background(picture, false);
    }

    /**
     * Swaps left and right.
     *
     * @return the same picture, mirrored, or again as it was
     */
    public Background mirror() {
        return new Background(picture, !mirrored);
    }

    /**
     * Returns what the model sees.
     *
     * @return RGB, mirrored where that was asked for
     */
    public Image image() {
        return mirrored ? picture.toRgb().flippedHorizontally() : picture.toRgb();
    }
}

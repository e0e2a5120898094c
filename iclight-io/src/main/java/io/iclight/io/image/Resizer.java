package io.iclight.io.image;

/** Brings an image to another size. */
@FunctionalInterface
public interface Resizer {

    /**
     * Resizes an image.
     *
     * @param image of any format
     * @param target columns and rows of the result
     * @return a new image of the same format, or {@code image} itself where nothing is to be done
     */
    Image resize(Image image, ImageSize target);
}

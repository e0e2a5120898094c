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

    /**
     * Resizes an image, and takes a part of the result.
     *
     * @param image of any format
     * @param target columns and rows of the whole result
     * @param part of it, not reaching out of it
     * @return what {@code resize(image, target).crop(part)} returns, computed in less time and memory where that is possible
     */
    default Image resize(Image image, ImageSize target, PixelBox part) {
        return resize(image, target).crop(part);
    }
}

package io.iclight.light;

import io.iclight.io.image.ImageSize;

/**
 * Places in a picture, as pixels.
 *
 * @param size of the picture
 */
record PixelGrid(ImageSize size) {

    /** From 0 at the left edge and 1 at the right to a column, which may lie between two or outside. */
    double x(double fraction) {
        return fraction * size.width() - 0.5;
    }

    /** From 0 at the top edge and 1 at the bottom to a row, which may lie between two or outside. */
    double y(double fraction) {
        return fraction * size.height() - 0.5;
    }

    int longerSide() {
        return Math.max(size.width(), size.height());
    }
}

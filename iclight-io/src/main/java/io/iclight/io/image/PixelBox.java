package io.iclight.io.image;

/**
 * A rectangle of pixels, by the lines between them.
 *
 * @param left first column
 * @param top first row
 * @param right the column after the last, greater than {@code left}
 * @param bottom the row after the last, greater than {@code top}
 */
public record PixelBox(int left, int top, int right, int bottom) {

    /** Checks the components. */
    public PixelBox {
        if (left < 0 || top < 0 || right <= left || bottom <= top) {
            throw new IllegalArgumentException("a box needs 0 <= left < right and 0 <= top < bottom, found left " + left
                    + ", top " + top + ", right " + right + ", bottom " + bottom);
        }
    }

    /**
     * Returns how large the rectangle is.
     *
     * @return its columns and rows
     */
    public ImageSize size() {
        return new ImageSize(right - left, bottom - top);
    }
}

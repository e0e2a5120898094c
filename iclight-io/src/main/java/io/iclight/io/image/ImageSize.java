package io.iclight.io.image;

/**
 * How many pixels an image has.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record ImageSize(int width, int height) {

    /** Checks the components. */
    public ImageSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "an image has at least 1 column and 1 row, but " + width + "x" + height + " was asked for");
        }
    }

    /**
     * Counts the pixels.
     *
     * @return width times height
     */
    public long pixels() {
        return (long) width * height;
    }

    /**
     * Returns the size of the second, larger pass over an image of this size: both sides scaled, and rounded to
     * multiples of 64, ties going to the even multiple.
     *
     * <p>Source: lllyasviel/IC-Light, {@code gradio_demo.py}, {@code process}. 160 at a scale of 1 becomes 128.
     *
     * @param scale how much larger, such as 1.5
     * @return the size, each side a multiple of 64
     * @throws IllegalArgumentException if a side would round to 0
     */
    public ImageSize highres(double scale) {
        int scaledWidth = highresSide(width, scale);
        int scaledHeight = highresSide(height, scale);
        if (scaledWidth < 1 || scaledHeight < 1) {
            throw new IllegalArgumentException(this + " scaled by " + scale + " and rounded to multiples of 64 is "
                    + scaledWidth + "x" + scaledHeight + "; choose a larger scale");
        }
        return new ImageSize(scaledWidth, scaledHeight);
    }

    private static int highresSide(int side, double scale) {
        return (int) (Math.rint(side * scale / 64.0) * 64);
    }

    /** Returns the size as it is usually written. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}

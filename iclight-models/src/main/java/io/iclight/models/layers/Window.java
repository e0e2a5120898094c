package io.iclight.models.layers;

/**
 * How a convolution moves over its input: the same along both axes.
 *
 * @param size of the kernel, in pixels, from 1
 * @param stride pixels from one position to the next, from 1
 * @param padding zeros around the input, from 0
 * @param dilation pixels from one element of the kernel to the next, from 1
 */
public record Window(int size, int stride, int padding, int dilation) {

    /** Checks the components. */
    public Window {
        if (size < 1 || stride < 1 || padding < 0 || dilation < 1) {
            throw new IllegalArgumentException("a window needs size, stride and dilation from 1 and padding from 0, got"
                    + " size " + size + ", stride " + stride + ", padding " + padding + ", dilation " + dilation);
        }
    }

    /** A kernel of one pixel: a linear map of the channels. */
    public static final Window POINT = new Window(1, 1, 0, 1);

    /** A 3x3 kernel, padded so that the output has the input's size. */
    public static final Window SAME_3X3 = new Window(3, 1, 1, 1);

    /**
     * Changes the stride.
     *
     * @param newStride pixels from one position to the next
     * @return a window that differs in this
     */
    public Window withStride(int newStride) {
        return new Window(size, newStride, padding, dilation);
    }

    /**
     * Spreads the kernel, and the padding with it, so that the output keeps its size.
     *
     * @param factor what dilation and padding are multiplied by
     * @return a window that differs in these
     */
    public Window dilated(int factor) {
        return new Window(size, stride, padding * factor, dilation * factor);
    }
}

package io.iclight.samplers.noise;

import com.google.common.primitives.ImmutableLongArray;

/** The axes of noise. */
final class Shape {

    private Shape() {}

    /** The product of the axes, checked before an array of that size is made. */
    static int elements(long... shape) {
        long product = 1;
        for (long axis : shape) {
            if (axis < 0 || axis > Integer.MAX_VALUE || product * axis > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("noise of shape " + ImmutableLongArray.copyOf(shape)
                        + " cannot be drawn: axes must be 0 or more, and their product below 2^31");
            }
            product *= axis;
        }
        return (int) product;
    }
}

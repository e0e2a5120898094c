package io.iclight.samplers;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** A network, a noise source or a denoiser returned a tensor of another shape than it was to. */
public final class ShapeMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private ShapeMismatchException(String message) {
        super(message);
    }

    /**
     * Checks a tensor before libtorch would stretch it in silence.
     *
     * @param what what the message calls it
     * @param got the tensor; borrowed
     * @param wanted a tensor of the expected shape; borrowed
     * @return {@code got}
     * @throws ShapeMismatchException if the shapes differ
     */
    public static Tensor check(String what, Tensor got, Tensor wanted) {
        long[] shape = shape(got);
        long[] expected = shape(wanted);
        if (!Arrays.equals(shape, expected)) {
            throw new ShapeMismatchException(
                    what + " has shape " + Arrays.toString(shape) + ", expected " + Arrays.toString(expected));
        }
        return got;
    }

    static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = tensor.size(axis);
        }
        return shape;
    }
}

package io.iclight.models.layers;

import io.iclight.io.tensor.ElementType;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;

/** The numbers of a tensor, where Java can read and write them. */
final class FloatNumbers {

    private FloatNumbers() {}

    /** Whether a tensor's numbers are 32-bit ones in this process's memory, and no more than a buffer can hold. */
    static boolean areIn(Tensor tensor) {
        return tensor.is_cpu()
                && ElementType.of(tensor.scalar_type()) == ElementType.F32
                && tensor.numel() <= Integer.MAX_VALUE / Float.BYTES;
    }

    /**
     * The memory itself, valid while the tensor is.
     *
     * @param tensor contiguous, whose numbers {@link #areIn are there}; borrowed
     */
    static FloatBuffer of(Tensor tensor) {
        FloatPointer numbers = tensor.data_ptr_float();
        return numbers.capacity(tensor.numel()).asBuffer();
    }
}

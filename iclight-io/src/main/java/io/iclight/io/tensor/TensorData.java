package io.iclight.io.tensor;

import com.google.common.primitives.ImmutableLongArray;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Copies the elements of tensors to Java arrays and back, row-major, whatever the tensor's layout, type and device. */
public final class TensorData {

    private TensorData() {}

    /**
     * Makes a float32 tensor on the CPU.
     *
     * @param values the elements, row-major
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     */
    public static Tensor ofFloats(float[] values, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = empty(ElementType.F32, values.length, shape);
            tensor.data_ptr_float().put(values);
            return scope.handOut(tensor);
        }
    }

    /**
     * Makes a float64 tensor on the CPU.
     *
     * @param values the elements, row-major
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     */
    public static Tensor ofDoubles(double[] values, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = empty(ElementType.F64, values.length, shape);
            tensor.data_ptr_double().put(values);
            return scope.handOut(tensor);
        }
    }

    /**
     * Makes an int64 tensor on the CPU.
     *
     * @param values the elements, row-major
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     */
    public static Tensor ofLongs(long[] values, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = empty(ElementType.I64, values.length, shape);
            tensor.data_ptr_long().put(values);
            return scope.handOut(tensor);
        }
    }

    /**
     * Makes a uint8 tensor on the CPU.
     *
     * @param values the elements, row-major; a byte of -1 is 255
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     */
    public static Tensor ofBytes(byte[] values, long... shape) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = empty(ElementType.U8, values.length, shape);
            tensor.data_ptr_byte().put(values);
            return scope.handOut(tensor);
        }
    }

    /**
     * Copies a tensor's elements as float32.
     *
     * @param tensor borrowed
     * @return the elements, row-major
     */
    public static float[] floats(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            float[] values = new float[Math.toIntExact(tensor.numel())];
            plain(tensor, ElementType.F32).data_ptr_float().get(values);
            return values;
        }
    }

    /**
     * Copies a tensor's elements as float64.
     *
     * @param tensor borrowed
     * @return the elements, row-major
     */
    public static double[] doubles(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            double[] values = new double[Math.toIntExact(tensor.numel())];
            plain(tensor, ElementType.F64).data_ptr_double().get(values);
            return values;
        }
    }

    /**
     * Copies a tensor's elements as int64.
     *
     * @param tensor borrowed
     * @return the elements, row-major
     */
    public static long[] longs(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            long[] values = new long[Math.toIntExact(tensor.numel())];
            plain(tensor, ElementType.I64).data_ptr_long().get(values);
            return values;
        }
    }

    /**
     * Copies a tensor's elements as uint8.
     *
     * @param tensor borrowed
     * @return the elements, row-major; 255 is a byte of -1
     */
    public static byte[] bytes(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            byte[] values = new byte[Math.toIntExact(tensor.numel())];
            plain(tensor, ElementType.U8).data_ptr_byte().get(values);
            return values;
        }
    }

    /**
     * Returns a tensor's axes.
     *
     * @param tensor borrowed
     * @return the axes, outermost first; empty for a scalar
     */
    public static ImmutableLongArray shape(Tensor tensor) {
        try (TensorScope scope = TensorScope.open()) {
            LongArrayRef sizes = tensor.sizes();
            long[] shape = new long[Math.toIntExact(sizes.size())];
            if (shape.length > 0) {
                new LongPointer(sizes.data()).get(shape);
            }
            return ImmutableLongArray.copyOf(shape);
        }
    }

    private static Tensor empty(ElementType type, int elements, long... shape) {
        long product = ImmutableLongArray.copyOf(shape).stream().reduce(1, Math::multiplyExact);
        if (product != elements) {
            throw new IllegalArgumentException("a tensor of shape " + ImmutableLongArray.copyOf(shape) + " has "
                    + product + " elements, but " + elements + " were given");
        }
        return torch.empty(shape, new TensorOptions(type.scalarType()), null);
    }

    private static Tensor plain(Tensor tensor, ElementType type) {
        return tensor.detach().cpu().toType(type.scalarType()).contiguous();
    }
}

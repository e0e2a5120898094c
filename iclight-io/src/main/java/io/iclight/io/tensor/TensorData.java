package io.iclight.io.tensor;

import com.google.common.base.Throwables;
import com.google.common.math.LongMath;
import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Copies the elements of tensors to Java arrays and back, row-major, whatever the tensor's layout, type and device. */
public final class TensorData {

    private static final int CHUNK_BYTES = 1 << 20;

    private static final int PART_ELEMENTS = 1 << 16;

    /** Some JVMs keep the last few lengths for themselves. */
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private TensorData() {}

    /**
     * Makes a float32 tensor on the CPU.
     *
     * @param values the elements, row-major
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     * @throws IllegalArgumentException if the axes have another product, or one is negative
     */
    public static Tensor ofFloats(float[] values, long... shape) {
        return make(ElementType.F32, values.length, shape, data -> new FloatPointer(data).put(values));
    }

    /** Computes the elements of a tensor a part at a time. */
    @FunctionalInterface
    public interface Elements {

        /**
         * Computes one part; called by several threads at once.
         *
         * @param begin the row-major position of the part's first element
         * @param part filled with the elements from there on
         */
        void compute(long begin, float[] part);
    }

    /**
     * Makes a float32 tensor on the CPU, of any size, whose elements are computed by as many threads as there are
     * processors. Little of it is in Java's memory at a time.
     *
     * @param elements computes them
     * @param shape the axes
     * @return the tensor, belonging to the caller
     * @throws IllegalArgumentException if an axis is negative, or there are too many elements to count
     * @throws RuntimeException what {@code elements} throws, once no part is computed any more
     */
    public static Tensor ofFloats(Elements elements, long... shape) {
        long length = elements(shape);
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = torch.empty(shape, new TensorOptions(ElementType.F32.scalarType()), null);
            Pointer data = tensor.data_ptr();
            computeParts(elements, length, data);
            return scope.handOut(tensor);
        }
    }

    /** What fails is thrown once no part runs: a stream would throw it while others write to memory that is freed. */
    private static void computeParts(Elements elements, long length, Pointer data) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        LongStream.range(0, (length + PART_ELEMENTS - 1) / PART_ELEMENTS)
                .parallel()
                .filter(i -> failure.get() == null)
                .forEach(i -> {
                    try {
                        computePart(elements, i * PART_ELEMENTS, length, data);
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                    }
                });
        if (failure.get() != null) {
            Throwables.throwIfUnchecked(failure.get());
        }
    }

    private static void computePart(Elements elements, long begin, long length, Pointer data) {
        float[] part = new float[(int) Math.min(PART_ELEMENTS, length - begin)];
        elements.compute(begin, part);
        // Made by a thread that may have no scope to free it.
        try (FloatPointer floats = new FloatPointer(data)) {
            floats.position(begin).put(part);
        }
    }

    /**
     * Makes a float64 tensor on the CPU.
     *
     * @param values the elements, row-major
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     * @throws IllegalArgumentException if the axes have another product, or one is negative
     */
    public static Tensor ofDoubles(double[] values, long... shape) {
        return make(ElementType.F64, values.length, shape, data -> new DoublePointer(data).put(values));
    }

    /**
     * Makes an int64 tensor on the CPU.
     *
     * @param values the elements, row-major
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     * @throws IllegalArgumentException if the axes have another product, or one is negative
     */
    public static Tensor ofLongs(long[] values, long... shape) {
        return make(ElementType.I64, values.length, shape, data -> new LongPointer(data).put(values));
    }

    /**
     * Makes a uint8 tensor on the CPU.
     *
     * @param values the elements, row-major; a byte of -1 is 255
     * @param shape the axes; their product is {@code values.length}
     * @return the tensor, belonging to the caller
     * @throws IllegalArgumentException if the axes have another product, or one is negative
     */
    public static Tensor ofBytes(byte[] values, long... shape) {
        return make(ElementType.U8, values.length, shape, data -> new BytePointer(data).put(values));
    }

    /**
     * Copies a tensor's elements as float32; elements of another type are rounded to it.
     *
     * @param tensor borrowed
     * @return the elements, row-major
     * @throws IllegalArgumentException if there are more than a Java array holds
     */
    public static float[] floats(Tensor tensor) {
        float[] values = new float[length(tensor)];
        copy(tensor, ElementType.F32, data -> new FloatPointer(data).get(values));
        return values;
    }

    /**
     * Copies a tensor's elements as float64; elements of another type are rounded to it.
     *
     * @param tensor borrowed
     * @return the elements, row-major
     * @throws IllegalArgumentException if there are more than a Java array holds
     */
    public static double[] doubles(Tensor tensor) {
        double[] values = new double[length(tensor)];
        copy(tensor, ElementType.F64, data -> new DoublePointer(data).get(values));
        return values;
    }

    /**
     * Copies a tensor's elements as int64; fractions are cut off.
     *
     * @param tensor borrowed
     * @return the elements, row-major
     * @throws IllegalArgumentException if there are more than a Java array holds
     */
    public static long[] longs(Tensor tensor) {
        long[] values = new long[length(tensor)];
        copy(tensor, ElementType.I64, data -> new LongPointer(data).get(values));
        return values;
    }

    /**
     * Copies a tensor's elements as uint8; elements of another type lie in 0…255, and fractions are cut off.
     *
     * @param tensor borrowed
     * @return the elements, row-major; 255 is a byte of -1
     * @throws IllegalArgumentException if there are more than a Java array holds
     */
    public static byte[] bytes(Tensor tensor) {
        byte[] values = new byte[length(tensor)];
        copy(tensor, ElementType.U8, data -> new BytePointer(data).get(values));
        return values;
    }

    /**
     * Writes a tensor's elements as they are in memory: row-major, little-endian, of the tensor's own type.
     *
     * @param tensor borrowed
     * @param out where the bytes go; blocking
     * @throws IOException if they cannot be written
     */
    public static void write(Tensor tensor, WritableByteChannel out) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            Tensor plain = tensor.detach().cpu().contiguous();
            long bytes = plain.numel() * plain.element_size();
            BytePointer data = new BytePointer(plain.data_ptr());
            byte[] chunk = new byte[(int) Math.min(bytes, CHUNK_BYTES)];
            for (long done = 0; done < bytes; done += chunk.length) {
                int length = (int) Math.min(bytes - done, chunk.length);
                data.position(done).get(chunk, 0, length);
                ByteBuffer pending = ByteBuffer.wrap(chunk, 0, length);
                while (pending.hasRemaining()) {
                    out.write(pending);
                }
            }
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

    private static Tensor make(ElementType type, int elements, long[] shape, Consumer<Pointer> fill) {
        requireShape(shape, elements);
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = torch.empty(shape, new TensorOptions(type.scalarType()), null);
            // A tensor without elements has no address.
            if (elements > 0) {
                fill.accept(tensor.data_ptr());
            }
            return scope.handOut(tensor);
        }
    }

    private static void requireShape(long[] shape, int elements) {
        long product = elements(shape);
        if (product != elements) {
            throw new IllegalArgumentException("a tensor of shape " + ImmutableLongArray.copyOf(shape) + " has "
                    + product + " elements, but " + elements + " were given");
        }
    }

    private static long elements(long[] shape) {
        long product = 1;
        for (long axis : shape) {
            if (axis < 0) {
                throw new IllegalArgumentException("a tensor cannot have the negative axis " + axis + " of shape "
                        + ImmutableLongArray.copyOf(shape));
            }
            product = LongMath.saturatedMultiply(product, axis);
        }
        if (product == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + ImmutableLongArray.copyOf(shape) + " has more elements than can be counted");
        }
        return product;
    }

    private static int length(Tensor tensor) {
        long elements = tensor.numel();
        if (elements > MAX_ARRAY_LENGTH) {
            throw new IllegalArgumentException(
                    "a tensor of " + elements + " elements does not fit a Java array; copy it in parts");
        }
        return (int) elements;
    }

    private static void copy(Tensor tensor, ElementType type, Consumer<Pointer> take) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor plain = tensor.detach().cpu().toType(type.scalarType()).contiguous();
            if (plain.numel() > 0) {
                take.accept(plain.data_ptr());
            }
        }
    }
}

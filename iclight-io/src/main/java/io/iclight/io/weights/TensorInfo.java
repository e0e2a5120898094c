package io.iclight.io.weights;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.ElementType;
import java.util.Objects;

/**
 * What is known of a tensor before it is read.
 *
 * @param type what its elements are
 * @param shape its axes, outermost first; empty for a scalar
 */
public record TensorInfo(ElementType type, ImmutableLongArray shape) {

    /** Checks the components. */
    public TensorInfo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(shape, "shape");
    }

    /**
     * Describes a tensor.
     *
     * @param type what its elements are
     * @param shape its axes, outermost first
     * @return the description
     */
    public static TensorInfo of(ElementType type, long... shape) {
        return new TensorInfo(type, ImmutableLongArray.copyOf(shape));
    }

    /**
     * Counts the elements.
     *
     * @return the product of the axes; 1 for a scalar
     * @throws ArithmeticException if there are more than 2^63 - 1
     */
    public long elements() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * Counts the bytes.
     *
     * @return elements times their size
     * @throws ArithmeticException if there are more than 2^63 - 1
     */
    public long bytes() {
        return Math.multiplyExact(elements(), type.bytes());
    }

    @Override
    public String toString() {
        return type + " " + shape;
    }
}

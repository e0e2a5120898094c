package io.iclight.models.layers;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a model takes for an argument, checked before native code sees it, and moved to where the model computes.
 *
 * <pre>{@code
 * InputSignature.of("sample", ElementType.F32, Axis.any("batch"), Axis.of("channels", 8), ...).take(sample, Device.CPU);
 * // InputException: sample: expected F32 [batch, channels = 8, height, width], found F32 [1, 4, 64, 64]
 * }</pre>
 *
 * @param name of the argument
 * @param type of its elements; where it is a floating-point type, others are taken and rounded to it
 * @param axes outermost first
 */
public record InputSignature(String name, ElementType type, ImmutableList<Axis> axes) {

    /**
     * What an axis may be.
     *
     * @param name what it is, such as {@code height}
     * @param smallest its smallest allowed size
     * @param largest its largest allowed size
     */
    public record Axis(String name, long smallest, long largest) {

        /**
         * Describes an axis of any size from 1.
         *
         * @param name what it is
         * @return the axis
         */
        public static Axis any(String name) {
            return new Axis(name, 1, Long.MAX_VALUE);
        }

        /**
         * Describes an axis of one size.
         *
         * @param name what it is
         * @param size what it must be
         * @return the axis
         */
        public static Axis of(String name, long size) {
            return new Axis(name, size, size);
        }

        /**
         * Describes an axis of a limited size.
         *
         * @param name what it is
         * @param largest its largest allowed size
         * @return the axis
         */
        public static Axis upTo(String name, long largest) {
            return new Axis(name, 1, largest);
        }

        /**
         * Describes an axis that must not be too small.
         *
         * @param name what it is
         * @param smallest its smallest allowed size
         * @return the axis
         */
        public static Axis atLeast(String name, long smallest) {
            return new Axis(name, smallest, Long.MAX_VALUE);
        }

        private boolean allows(long size) {
            return smallest <= size && size <= largest;
        }

        @Override
        public String toString() {
            if (smallest == largest) {
                return name + " = " + smallest;
            }
            return (smallest > 1 ? smallest + " <= " : "") + name + (largest < Long.MAX_VALUE ? " <= " + largest : "");
        }
    }

    /** Checks the components. */
    public InputSignature {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /**
     * Describes an argument.
     *
     * @param name of the argument
     * @param type of its elements; where it is a floating-point type, others are taken and rounded to it
     * @param axes outermost first
     * @return the signature
     */
    public static InputSignature of(String name, ElementType type, Axis... axes) {
        return new InputSignature(name, type, ImmutableList.copyOf(axes));
    }

    /**
     * Checks an argument.
     *
     * @param tensor borrowed
     * @throws InputException if its type, the number of its axes, or the size of one is not allowed
     */
    public void check(Tensor tensor) {
        ImmutableLongArray shape = TensorData.shape(tensor);
        if (!allows(tensor.scalar_type()) || !allows(shape)) {
            throw new InputException(name + ": expected " + this + ", found " + found(tensor) + " " + shape);
        }
    }

    /**
     * Checks an argument, and moves it to where it is computed with.
     *
     * @param tensor on any device, borrowed
     * @param device where it is wanted
     * @return of this signature's type, on the device, belonging to the caller; it shares memory with {@code tensor} if
     *     that is there already
     * @throws InputException if its type, the number of its axes, or the size of one is not allowed
     */
    public Tensor take(Tensor tensor, Device device) {
        check(tensor);
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(device.move(tensor.toType(type.scalarType())));
        }
    }

    private boolean allows(ScalarType found) {
        return found.intern() == type.scalarType().intern() || type.isFloating() && torch.isFloatingType(found);
    }

    private boolean allows(ImmutableLongArray shape) {
        if (shape.length() != axes.size()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            if (!axes.get(i).allows(shape.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String found(Tensor tensor) {
        ScalarType found = tensor.scalar_type().intern();
        return Arrays.stream(ElementType.values())
                .filter(known -> known.scalarType().intern() == found)
                .findFirst()
                .map(ElementType::name)
                .orElseGet(found::toString);
    }

    @Override
    public String toString() {
        return axes.stream().map(Axis::toString).collect(Collectors.joining(", ", type + " [", "]"));
    }
}

package io.iclight.io.safetensors;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.WeightsException;
import org.bytedeco.pytorch.Tensor;

/** What a writer makes of each tensor's elements. */
interface Conversion {

    /** Everything is written as it is. */
    Conversion NONE = new Conversion() {
        @Override
        public TensorInfo of(String name, TensorInfo info) {
            return info;
        }

        @Override
        public Tensor apply(String name, Tensor tensor) {
            return tensor.contiguous();
        }
    };

    /**
     * Says what will be written.
     *
     * @param name of the tensor, for messages
     * @param info what the source has
     * @return what the file will have
     * @throws WeightsException if this conversion may not be made
     */
    TensorInfo of(String name, TensorInfo info);

    /**
     * Converts a tensor, in the caller's scope.
     *
     * @param name of the tensor, for messages
     * @param tensor borrowed
     * @return contiguous; may be the same tensor
     */
    Tensor apply(String name, Tensor tensor);

    /** Floating-point tensors become wider, or stay; a source that has wider ones is refused. */
    record Widening(ElementType type) implements Conversion {

        public Widening {
            requireFloating(type);
        }

        @Override
        public TensorInfo of(String name, TensorInfo info) {
            if (info.type().isFloating() && !type.holds(info.type())) {
                throw new WeightsException("tensor " + name + " is " + info + ", which " + type
                        + " cannot hold exactly; write a type that can, or ask for rounding");
            }
            return new TensorInfo(info.type().isFloating() ? type : info.type(), info.shape());
        }

        @Override
        public Tensor apply(String name, Tensor tensor) {
            return tensor.is_floating_point() ? tensor.toType(type.scalarType()).contiguous() : tensor.contiguous();
        }
    }

    /** Floating-point tensors are rounded to nearest; a number that would become infinite is refused. */
    record Rounding(ElementType type) implements Conversion {

        public Rounding {
            requireFloating(type);
        }

        @Override
        public TensorInfo of(String name, TensorInfo info) {
            return new TensorInfo(info.type().isFloating() ? type : info.type(), info.shape());
        }

        @Override
        public Tensor apply(String name, Tensor tensor) {
            if (!tensor.is_floating_point()) {
                return tensor.contiguous();
            }
            Tensor rounded = tensor.toType(type.scalarType()).contiguous();
            if (hasInfinities(rounded) && infinities(rounded) > infinities(tensor)) {
                throw new WeightsException("tensor " + name + " has numbers beyond the range of " + type + "; write "
                        + (type == ElementType.F16 ? "BF16 or F32" : "F64") + " instead");
            }
            return rounded;
        }

        /** Much faster than counting them, and hardly ever true. */
        private static boolean hasInfinities(Tensor tensor) {
            try (TensorScope scope = TensorScope.open()) {
                return tensor.isinf().any().item_bool();
            }
        }

        private static long infinities(Tensor tensor) {
            try (TensorScope scope = TensorScope.open()) {
                return tensor.isinf().sum().item_long();
            }
        }
    }

    private static void requireFloating(ElementType type) {
        if (!type.isFloating()) {
            throw new IllegalArgumentException(
                    "floating-point tensors cannot become " + type + "; expected F64, F32, F16 or BF16");
        }
    }
}

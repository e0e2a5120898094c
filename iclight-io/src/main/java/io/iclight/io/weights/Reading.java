package io.iclight.io.weights;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** What a graph's construction does to get a parameter that is there. */
enum Reading {
    /** Reads it, converts it to what is wanted and lays it out. */
    CONVERTED {
        @Override
        Tensor read(TensorSource source, String name, TensorInfo wanted, Weights.Layout layout) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor stored = source.read(name).toType(wanted.type().scalarType());
                return scope.handOut(
                        layout.lay(stored.contiguous().view(wanted.shape().toArray())));
            }
        }
    },

    /** Reads nothing. */
    NOTHING {
        @Override
        Tensor read(TensorSource source, String name, TensorInfo wanted, Weights.Layout layout) {
            return withoutData(wanted.shape());
        }
    };

    abstract Tensor read(TensorSource source, String name, TensorInfo wanted, Weights.Layout layout);

    /** A single zero that shows as a tensor of any shape. */
    static Tensor withoutData(ImmutableLongArray shape) {
        try (TensorScope scope = TensorScope.open()) {
            long[] one = new long[shape.length()];
            Arrays.fill(one, 1);
            Tensor zero = torch.zeros(one, new TensorOptions(ElementType.F32.scalarType()));
            return scope.handOut(zero.expand(shape.toArray()));
        }
    }
}

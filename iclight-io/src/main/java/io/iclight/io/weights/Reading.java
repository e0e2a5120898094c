package io.iclight.io.weights;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import java.util.Arrays;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a graph's construction does to get a parameter that is there. */
enum Reading {
    /** Reads it, converts it, moves it to where it is wanted and lays it out. */
    CONVERTED {
        @Override
        Tensor read(
                TensorSource source,
                String name,
                ImmutableLongArray shape,
                Placement placement,
                Weights.Layout layout) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor stored = source.read(name).to(placement.options(), false, false, new MemoryFormatOptional());
                return scope.handOut(layout.lay(stored.contiguous().view(shape.toArray()), placement));
            }
        }
    },

    /** Reads nothing. */
    NOTHING {
        @Override
        Tensor read(
                TensorSource source,
                String name,
                ImmutableLongArray shape,
                Placement placement,
                Weights.Layout layout) {
            return withoutData(shape);
        }
    };

    abstract Tensor read(
            TensorSource source, String name, ImmutableLongArray shape, Placement placement, Weights.Layout layout);

    /** A single zero that shows as a tensor of any shape. */
    static Tensor withoutData(ImmutableLongArray shape) {
        try (TensorScope scope = TensorScope.open()) {
            long[] one = new long[shape.length()];
            Arrays.fill(one, 1);
            Tensor zero = torch.zeros(one, Placement.CPU_F32.options());
            return scope.handOut(zero.expand(shape.toArray()));
        }
    }
}

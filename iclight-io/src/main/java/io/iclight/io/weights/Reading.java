package io.iclight.io.weights;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorScope;
import java.util.Arrays;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a graph's construction does to get a parameter that is there. */
enum Reading {
    /** Reads it, moves it to where it is wanted, and lays it out. */
    CONVERTED {
        @Override
        Tensor read(
                TensorSource source,
                String name,
                ImmutableLongArray shape,
                Placement placement,
                Weights.Layout layout) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor read = source.read(name).reshape(shape.toArray());
                return scope.handOut(layout.lay(there(read, placement), placement));
            }
        }

        /** What goes elsewhere is converted before: a card has no room for two. */
        private static Tensor there(Tensor read, Placement placement) {
            return placement.device().equals(Device.CPU)
                    ? read
                    : read.to(placement.options(), false, false, new MemoryFormatOptional());
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

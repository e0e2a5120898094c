package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;

/**
 * The gated product of GEGLU (Shazeer, 2020): {@code [..., 2 n]} to {@code [..., n]}, the first half of the channels times
 * the exact GELU of the second. The projection before it is the graph's.
 */
public enum Geglu implements Layer {
    /** The only one: it has no parameters. */
    INSTANCE;

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            long half = x.size(-1) / 2;
            Tensor gate = Activation.GELU.forward(x.narrow(-1, half, half));
            Tensor values = x.narrow(-1, 0, half);
            return scope.handOut(GradMode.is_enabled() ? values.mul(gate) : gate.mul_(values));
        }
    }
}

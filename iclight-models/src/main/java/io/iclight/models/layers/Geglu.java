package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * A linear layer with a gate, GEGLU (Shazeer, 2020): {@code (x V^T + b) * GELU(x W^T + c)}, {@code [..., in]} to {@code [...,
 * out]}, with the exact GELU. Checkpoints hold {@code V} and {@code W} one below the other in one matrix.
 */
public final class Geglu implements Layer {

    private final Linear value;
    private final Linear gate;

    /**
     * Takes a layer's parameters, {@code weight [2 * out, in]} and {@code bias [2 * out]}.
     *
     * @param weights where they are
     * @param in the size of the input's last axis
     * @param out the size of the output's last axis
     */
    public Geglu(Weights weights, long in, long out) {
        this.value = Linear.half(weights, in, out, 0);
        this.gate = Linear.half(weights, in, out, 1);
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(value.gated(x, gate));
        }
    }
}

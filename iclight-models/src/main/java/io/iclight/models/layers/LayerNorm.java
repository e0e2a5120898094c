package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Layer normalization (Ba, Kiros and Hinton, 2016): {@code [..., size]} with the last axis brought to mean 0 and variance
 * 1, then scaled and shifted by element.
 */
public final class LayerNorm implements Layer {

    private final Tensor weight;
    private final Tensor bias;
    private final long size;
    private final double epsilon;

    /**
     * Takes a layer's parameters, {@code weight [size]} and {@code bias [size]}.
     *
     * @param weights where they are
     * @param size of the last axis
     * @param epsilon added to the variance
     */
    public LayerNorm(Weights weights, long size, double epsilon) {
        this.weight = weights.parameter("weight", size);
        this.bias = weights.parameter("bias", size);
        this.size = size;
        this.epsilon = epsilon;
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.layer_norm(
                    x, new long[] {size}, new TensorOptional(weight), new TensorOptional(bias), epsilon, true));
        }
    }
}

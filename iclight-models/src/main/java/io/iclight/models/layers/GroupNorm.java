package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Group normalization (Wu and He, 2018): {@code [batch, channels, ...]} with each group of channels brought to mean 0 and
 * variance 1 over all its pixels, then scaled and shifted by channel.
 *
 * <p>In most graphs an activation follows; both are one layer, so that they can be one kernel.
 */
public final class GroupNorm implements Layer {

    private final Tensor weight;
    private final Tensor bias;
    private final long groups;
    private final double epsilon;

    /**
     * Takes a layer's parameters, {@code weight [channels]} and {@code bias [channels]}.
     *
     * @param weights where they are
     * @param groups how many groups the channels make; divides {@code channels}
     * @param channels the number of channels
     * @param epsilon added to the variance
     */
    public GroupNorm(Weights weights, long groups, long channels, double epsilon) {
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels at " + weights + " do not make " + groups
                    + " groups; is norm_num_groups of the configuration right?");
        }
        this.weight = weights.parameter("weight", channels);
        this.bias = weights.parameter("bias", channels);
        this.groups = groups;
        this.epsilon = epsilon;
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(
                    torch.group_norm(x, groups, new TensorOptional(weight), new TensorOptional(bias), epsilon, true));
        }
    }

    /**
     * Appends an activation.
     *
     * @param activation what is applied to the normalized values
     * @return a layer that does both
     */
    public Layer activatedBy(Activation activation) {
        return x -> {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(activation.consume(forward(x)));
            }
        };
    }
}

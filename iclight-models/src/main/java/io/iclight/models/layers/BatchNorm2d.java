package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalization (Ioffe and Szegedy, 2015): {@code [batch, channels, h, w]} with each channel brought to mean 0 and
 * variance 1, then scaled and shifted.
 *
 * <p>While gradients are recorded for its parameters, mean and variance are those of the batch, and the running averages
 * move towards them. Else they are the running averages, so that a picture's result does not depend on its company.
 */
public final class BatchNorm2d implements Layer {

    private static final double EPSILON = 1e-5;
    /** How far the running averages move towards each batch's; torch's default. */
    private static final double MOMENTUM = 0.1;

    private final Tensor weight;
    private final Tensor bias;
    private final Tensor mean;
    private final Tensor variance;

    /**
     * Takes a layer's parameters: {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}, each {@code
     * [channels]}. A counter of batches, {@code num_batches_tracked}, is passed over.
     *
     * @param weights where they are
     * @param channels the number of channels
     */
    public BatchNorm2d(Weights weights, long channels) {
        this.weight = weights.parameter("weight", channels);
        this.bias = weights.parameter("bias", channels);
        this.mean = weights.statistic("running_mean", channels);
        this.variance = weights.statistic("running_var", channels);
        weights.ignore("num_batches_tracked");
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.batch_norm(
                    x,
                    new TensorOptional(weight),
                    new TensorOptional(bias),
                    new TensorOptional(mean),
                    new TensorOptional(variance),
                    GradMode.is_enabled() && weight.requires_grad(),
                    MOMENTUM,
                    EPSILON,
                    false));
        }
    }
}

package io.iclight.models.blocks;

import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.GroupNorm;
import io.iclight.models.layers.Layer;
import java.util.Objects;

/**
 * How a graph normalizes before its convolutions.
 *
 * @param groups how many groups the channels make
 * @param epsilon added to the variance
 * @param activation what follows the normalization
 */
public record NormSettings(int groups, double epsilon, Activation activation) {

    /** Checks the components. */
    public NormSettings {
        Objects.requireNonNull(activation, "activation");
    }

    /**
     * Makes a group normalization with the activation after it.
     *
     * @param weights where its parameters are
     * @param channels the number of channels
     * @return the layer
     */
    public Layer activatedNorm(Weights weights, int channels) {
        return new GroupNorm(weights, groups, channels, epsilon).activatedBy(activation);
    }
}

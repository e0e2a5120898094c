package io.iclight.models.blocks;

import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.GroupNorm;
import io.iclight.models.layers.MapSize;
import io.iclight.models.layers.NormalizedConv2d;
import io.iclight.models.layers.Window;
import java.util.Objects;

/**
 * How a graph normalizes before its convolutions, and what these convolve.
 *
 * @param groups how many groups the channels make
 * @param epsilon added to the variance
 * @param activation what follows the normalization
 * @param maps how large feature maps are expected to be
 */
public record NormSettings(int groups, double epsilon, Activation activation, MapSize maps) {

    /** Checks the components. */
    public NormSettings {
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(maps, "maps");
    }

    /**
     * Settings for feature maps of any size.
     *
     * @param groups how many groups the channels make
     * @param epsilon added to the variance
     * @param activation what follows the normalization
     */
    public NormSettings(int groups, double epsilon, Activation activation) {
        this(groups, epsilon, activation, MapSize.ANY);
    }

    /**
     * Expects large feature maps.
     *
     * @return settings that differ in this
     */
    public NormSettings ofLargeMaps() {
        return new NormSettings(groups, epsilon, activation, MapSize.LARGE);
    }

    /**
     * Makes a 3x3 convolution with normalization and activation before it.
     *
     * @param norm where the normalization's parameters are
     * @param conv where the convolution's parameters are
     * @param in the number of input channels
     * @param out the number of output channels
     * @return the layer
     */
    public NormalizedConv2d convolution(Weights norm, Weights conv, int in, int out) {
        return new NormalizedConv2d(
                new GroupNorm(norm, groups, in, epsilon), activation, new Conv2d(conv, in, out, Window.SAME_3X3, maps));
    }
}

package io.iclight.models.unet;

import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Linear;

/**
 * How a level attends.
 *
 * @param layers how many transformer blocks follow one another, {@code transformer_layers_per_block}
 * @param heads how many heads, which {@code config.json} calls {@code attention_head_dim}
 * @param contextSize the size of a token of the prompt, {@code cross_attention_dim}
 * @param normGroups how many groups the channels make in the normalization before
 * @param projection how the projections around the blocks are written, {@code use_linear_projection}
 */
public record TransformerSettings(int layers, int heads, int contextSize, int normGroups, Projection projection) {

    /** How a checkpoint writes the projections. Either is accepted; a checkpoint that is written has this one. */
    public enum Projection {
        /** As convolutions of one pixel, {@code [out, in, 1, 1]}. */
        CONVOLUTION {
            @Override
            Linear layer(Weights weights, int in, int out) {
                return Linear.ofConvolution(weights, in, out);
            }
        },
        /** As linear layers, {@code [out, in]}. */
        LINEAR {
            @Override
            Linear layer(Weights weights, int in, int out) {
                return Linear.orConvolution(weights, in, out);
            }
        };

        abstract Linear layer(Weights weights, int in, int out);
    }

    /** Checks the components. */
    public TransformerSettings {
        if (layers < 0 || heads < 1 || contextSize < 1) {
            throw new IllegalArgumentException("heads and context size must be at least 1, and layers 0, got layers "
                    + layers + ", heads " + heads + ", context size " + contextSize);
        }
    }

    /** Heads of equal, whole size: smaller than the number of channels where that is no multiple of the heads. */
    int innerSize(int channels) {
        return channels / heads * heads;
    }
}

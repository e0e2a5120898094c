package io.iclight.models.vae;

import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.Downsample;
import io.iclight.models.blocks.ResidualBlock;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;

/**
 * {@code [batch, inChannels, h, w]} to the moments' features, {@code [batch, 2 * latentChannels, h', w']}: first what is
 * finer than the latents, then what is as coarse.
 */
final class Encoder {

    private final Layer fine;
    private final Layer coarse;

    Encoder(Weights weights, AutoencoderConfig config) {
        int coarsest = config.coarsestChannels();
        Layer down = ImageLayout.CHANNELS_LAST.then(new Conv2d(
                weights.at("conv_in"), config.inChannels(), config.channels().get(0), Window.SAME_3X3));
        int last = config.channels().size() - 1;
        for (int level = 0; level < last; level++) {
            Weights block = weights.at("down_blocks").at(level);
            down = down.then(residualBlocks(block, config, level))
                    .then(new Downsample(
                            block.at("downsamplers.0"),
                            config.channels().get(level),
                            Downsample.Padding.RIGHT_AND_BOTTOM));
        }
        this.fine = down;
        this.coarse = residualBlocks(weights.at("down_blocks").at(last), config, last)
                .then(new MidBlock(weights.at("mid_block"), coarsest, config.norm()))
                .then(config.finalNorm()
                        .convolution(
                                weights.at("conv_norm_out"),
                                weights.at("conv_out"),
                                coarsest,
                                2 * config.latentChannels()));
    }

    private static Layer residualBlocks(Weights weights, AutoencoderConfig config, int level) {
        int out = config.channels().get(level);
        int in = config.channels().get(Math.max(level - 1, 0));
        Layer block = new ResidualBlock(weights.at("resnets.0"), in, out, config.norm());
        for (int i = 1; i < config.blocks(); i++) {
            block = block.then(new ResidualBlock(weights.at("resnets").at(i), out, out, config.norm()));
        }
        return block;
    }

    /** What is finer than the latents. */
    Layer fine() {
        return fine;
    }

    /** What follows. */
    Layer coarse() {
        return coarse;
    }
}

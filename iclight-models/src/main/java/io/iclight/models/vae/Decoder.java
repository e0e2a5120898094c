package io.iclight.models.vae;

import com.google.common.collect.ImmutableList;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.ResidualBlock;
import io.iclight.models.blocks.Upsample;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;

/**
 * {@code [batch, latentChannels, h, w]} to an image, {@code [batch, outChannels, h', w']}: first what is as coarse as the
 * latents, then what is finer.
 */
final class Decoder {

    private final Layer coarse;
    private final Layer fine;

    Decoder(Weights weights, AutoencoderConfig config) {
        int finest = config.channels().get(0);
        int coarsest = config.coarsestChannels();
        int levels = config.channels().size();
        this.coarse = ImageLayout.CHANNELS_LAST
                .then(new Conv2d(weights.at("conv_in"), config.latentChannels(), coarsest, Window.SAME_3X3))
                .then(new MidBlock(weights.at("mid_block"), coarsest, config.norm()))
                .then(residualBlocks(weights.at("up_blocks.0"), config, levels - 1));
        ImmutableList.Builder<Layer> up = ImmutableList.builder();
        for (int level = levels - 2; level >= 0; level--) {
            Weights upsampler = weights.at("up_blocks").at(levels - 2 - level).at("upsamplers.0");
            up.add(new RoomForLarger());
            up.add(new Upsample(upsampler, config.channels().get(level + 1)));
            up.add(residualBlocks(weights.at("up_blocks").at(levels - 1 - level), config, level));
        }
        up.add(config.finalNorm()
                .convolution(weights.at("conv_norm_out"), weights.at("conv_out"), finest, config.outChannels()));
        this.fine = up.build().stream().reduce(Layer::then).orElseThrow();
    }

    private static Layer residualBlocks(Weights weights, AutoencoderConfig config, int level) {
        int out = config.channels().get(level);
        int in = config.channels().get(Math.min(level + 1, config.channels().size() - 1));
        Layer block = new ResidualBlock(weights.at("resnets.0"), in, out, config.norm());
        for (int i = 1; i <= config.blocks(); i++) {
            block = block.then(new ResidualBlock(weights.at("resnets").at(i), out, out, config.norm()));
        }
        return block;
    }

    /** What is as coarse as the latents. */
    Layer coarse() {
        return coarse;
    }

    /** What follows. */
    Layer fine() {
        return fine;
    }
}

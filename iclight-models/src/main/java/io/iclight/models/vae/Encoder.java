package io.iclight.models.vae;

import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.Downsample;
import io.iclight.models.blocks.ResidualBlock;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;
import org.bytedeco.pytorch.Tensor;

/** {@code [batch, inChannels, h, w]} to the moments' features, {@code [batch, 2 * latentChannels, h', w']}. */
final class Encoder implements Layer {

    private final Layer layers;

    Encoder(Weights weights, AutoencoderConfig config) {
        int coarsest = config.coarsestChannels();
        Layer down = ImageLayout.CHANNELS_LAST.then(new Conv2d(
                weights.at("conv_in"), config.inChannels(), config.channels().get(0), Window.SAME_3X3));
        for (int level = 0; level < config.channels().size(); level++) {
            down = down.then(downBlock(weights.at("down_blocks").at(level), config, level));
        }
        this.layers = down.then(new MidBlock(weights.at("mid_block"), coarsest, config.norm()))
                .then(config.finalNorm()
                        .convolution(
                                weights.at("conv_norm_out"),
                                weights.at("conv_out"),
                                coarsest,
                                2 * config.latentChannels()));
    }

    private static Layer downBlock(Weights weights, AutoencoderConfig config, int level) {
        int out = config.channels().get(level);
        int in = config.channels().get(Math.max(level - 1, 0));
        Layer block = new ResidualBlock(weights.at("resnets.0"), in, out, config.norm());
        for (int i = 1; i < config.blocks(); i++) {
            block = block.then(new ResidualBlock(weights.at("resnets").at(i), out, out, config.norm()));
        }
        boolean coarsest = level == config.channels().size() - 1;
        return coarsest
                ? block
                : block.then(new Downsample(weights.at("downsamplers.0"), out, Downsample.Padding.RIGHT_AND_BOTTOM));
    }

    @Override
    public Tensor forward(Tensor x) {
        return layers.forward(x);
    }
}

package io.iclight.models.vae;

import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.ResidualBlock;
import io.iclight.models.blocks.Upsample;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;
import org.bytedeco.pytorch.Tensor;

/** {@code [batch, latentChannels, h, w]} to an image, {@code [batch, outChannels, h', w']}. */
final class Decoder implements Layer {

    private final Layer layers;

    Decoder(Weights weights, AutoencoderConfig config) {
        int finest = config.channels().get(0);
        int coarsest = config.coarsestChannels();
        int levels = config.channels().size();
        Layer up = ImageLayout.CHANNELS_LAST
                .then(new Conv2d(weights.at("conv_in"), config.latentChannels(), coarsest, Window.SAME_3X3))
                .then(new MidBlock(weights.at("mid_block"), coarsest, config.norm()));
        for (int i = 0; i < levels; i++) {
            up = up.then(upBlock(weights.at("up_blocks").at(i), config, levels - 1 - i));
        }
        this.layers = up.then(config.finalNorm()
                .convolution(weights.at("conv_norm_out"), weights.at("conv_out"), finest, config.outChannels()));
    }

    private static Layer upBlock(Weights weights, AutoencoderConfig config, int level) {
        int out = config.channels().get(level);
        int in = config.channels().get(Math.min(level + 1, config.channels().size() - 1));
        Layer block = new ResidualBlock(weights.at("resnets.0"), in, out, config.norm());
        for (int i = 1; i <= config.blocks(); i++) {
            block = block.then(new ResidualBlock(weights.at("resnets").at(i), out, out, config.norm()));
        }
        return level == 0 ? block : block.then(new Upsample(weights.at("upsamplers.0"), out));
    }

    @Override
    public Tensor forward(Tensor x) {
        return layers.forward(x);
    }
}

package io.iclight.models.vae;

import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.NormSettings;
import io.iclight.models.blocks.ResidualBlock;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.NormStatistics;
import org.bytedeco.pytorch.Tensor;

/** Two residual blocks with attention between them, on the coarsest level. */
final class MidBlock implements Layer {

    private final Layer layers;

    MidBlock(Weights weights, int channels, NormSettings norm) {
        this.layers = new ResidualBlock(weights.at("resnets.0"), channels, channels, norm)
                .then(new SelfAttention(weights.at("attentions.0"), channels, norm.groups(), norm.epsilon()))
                .then(new ResidualBlock(weights.at("resnets.1"), channels, channels, norm));
    }

    private MidBlock(Layer layers) {
        this.layers = layers;
    }

    @Override
    public Layer normalizedBy(NormStatistics statistics) {
        return new MidBlock(layers.normalizedBy(statistics));
    }

    @Override
    public Tensor forward(Tensor x) {
        return layers.forward(x);
    }
}

package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.unet.patch.Site;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A residual block, and attention after it where the way down or up attends on this level. */
final class Stage implements Block {

    private final ResnetBlock resnet;
    private final Optional<SpatialTransformer> attention;

    /**
     * Takes a stage's parameters.
     *
     * @param weights those of the block that it is in
     * @param index in that block
     * @param in the number of input channels
     * @param level its resolution, 0 is the finest
     * @param attends whether it does
     * @param config of the whole UNet
     */
    Stage(Weights weights, int index, int in, int level, UNetConfig.Attention attends, UNetConfig config) {
        UNetConfig.Level settings = config.levels().get(level);
        this.resnet = new ResnetBlock(
                weights.at("resnets").at(index), in, settings.channels(), config.timeSize(), config.normOf(level));
        this.attention = attends == UNetConfig.Attention.NONE
                ? Optional.empty()
                : Optional.of(new SpatialTransformer(
                        weights.at("attentions").at(index), settings.channels(), settings.transformer()));
    }

    @Override
    public Tensor forward(Tensor x, Conditioning told, Site site) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor features = resnet.forward(x, told);
            return scope.handOut(attention
                    .map(transformer -> transformer.forward(features, told, site))
                    .orElse(features));
        }
    }
}

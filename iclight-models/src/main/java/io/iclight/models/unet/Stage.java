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
     * @param level the output's channels and how it attends
     * @param attends whether it does
     * @param config of the whole UNet
     */
    Stage(Weights weights, int index, int in, UNetConfig.Level level, UNetConfig.Attention attends, UNetConfig config) {
        this.resnet = new ResnetBlock(
                weights.at("resnets").at(index), in, level.channels(), config.timeSize(), config.norm());
        this.attention = attends == UNetConfig.Attention.NONE
                ? Optional.empty()
                : Optional.of(new SpatialTransformer(
                        weights.at("attentions").at(index), level.channels(), level.transformer()));
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

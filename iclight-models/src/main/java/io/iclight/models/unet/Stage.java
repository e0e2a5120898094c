package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.unet.patch.Site;
import org.bytedeco.pytorch.Tensor;

/** A residual block of the way down, and attention after it. */
final class Stage implements Block {

    private final ResnetBlock resnet;
    private final LevelAttention attention;

    /**
     * Takes a stage's parameters.
     *
     * @param weights those of the block that it is in
     * @param index in that block
     * @param in the number of input channels
     * @param level its resolution, 0 is the finest
     * @param config of the whole UNet
     */
    Stage(Weights weights, int index, int in, int level, UNetConfig config) {
        UNetConfig.Level settings = config.levels().get(level);
        this.resnet = new ResnetBlock(
                weights.at("resnets").at(index), in, settings.channels(), config.timeSize(), config.normOf(level));
        this.attention = new LevelAttention(weights, index, settings, settings.down());
    }

    @Override
    public Tensor forward(Tensor x, Conditioning told, Site site) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(attention.consume(resnet.forward(x, told), told, site));
        }
    }
}

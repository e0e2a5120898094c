package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.unet.patch.Site;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What stands between the way down and the way up. */
final class MidBlock implements Block {

    /** What follows the first residual block, where the block attends. */
    private record Rest(SpatialTransformer attention, ResnetBlock resnet) {}

    private final ResnetBlock first;
    private final Optional<Rest> rest;
    private final double scale;

    MidBlock(Weights weights, UNetConfig config) {
        UNetConfig.Level coarsest = config.levels().get(config.levels().size() - 1);
        this.first = resnet(weights, 0, config, coarsest);
        this.rest = config.mid().attention() == UNetConfig.Attention.NONE
                ? Optional.empty()
                : Optional.of(new Rest(
                        new SpatialTransformer(weights.at("attentions.0"), coarsest.channels(), coarsest.transformer()),
                        resnet(weights, 1, config, coarsest)));
        this.scale = config.mid().scale();
    }

    private static ResnetBlock resnet(Weights weights, int index, UNetConfig config, UNetConfig.Level level) {
        return new ResnetBlock(
                weights.at("resnets").at(index), level.channels(), level.channels(), config.timeSize(), config.norm());
    }

    @Override
    public Tensor forward(Tensor x, Conditioning told, Site site) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor features = scaled(first.forward(x, told));
            return scope.handOut(rest.map(parts -> {
                        Tensor attended = parts.attention().forward(features, told, site);
                        return scaled(parts.resnet().forward(attended, told));
                    })
                    .orElse(features));
        }
    }

    private Tensor scaled(Tensor x) {
        return scale == 1 ? x : x.div(new Scalar(scale));
    }
}

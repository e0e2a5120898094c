package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.unet.patch.Site;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Attention after a residual block, where the way down or up attends on this level. */
final class LevelAttention {

    private final Optional<SpatialTransformer> transformer;

    /**
     * Takes its parameters, if it has any.
     *
     * @param weights those of the block that it is in
     * @param index in that block
     * @param level its settings
     * @param attends whether it does
     */
    LevelAttention(Weights weights, int index, UNetConfig.Level level, UNetConfig.Attention attends) {
        this.transformer = attends == UNetConfig.Attention.NONE
                ? Optional.empty()
                : Optional.of(new SpatialTransformer(
                        weights.at("attentions").at(index), level.channels(), level.transformer()));
    }

    /**
     * Attends.
     *
     * @param x {@code [batch, channels, h, w]}; closed
     * @param told the prompts among it
     * @param site where this is
     * @return likewise, belonging to the caller
     */
    Tensor consume(Tensor x, Conditioning told, Site site) {
        if (transformer.isEmpty()) {
            return x;
        }
        try (TensorScope scope = TensorScope.open();
                x) {
            return scope.handOut(transformer.get().forward(x, told, site));
        }
    }
}

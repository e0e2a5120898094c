package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.NormSettings;
import io.iclight.models.blocks.ResidualBlock;
import io.iclight.models.layers.Linear;
import org.bytedeco.pytorch.Tensor;

/** A residual block that is told the time: the projected embedding is added to each channel between its convolutions. */
final class ResnetBlock {

    private final ResidualBlock block;
    private final Linear timeProjection;

    ResnetBlock(Weights weights, int in, int out, int timeSize, NormSettings norm) {
        this.block = new ResidualBlock(weights, in, out, norm);
        this.timeProjection = new Linear(weights.at("time_emb_proj"), timeSize, out);
    }

    /**
     * Projects the time.
     *
     * @param time the activated embedding, {@code [batch or 1, timeSize]}, borrowed
     * @return what is added to each channel, {@code [batch or 1, out]}, belonging to the caller
     */
    Tensor project(Tensor time) {
        return timeProjection.forward(time);
    }

    /**
     * Computes the block's output.
     *
     * @param x {@code [batch, in, h, w]}, borrowed
     * @param told the time among it
     * @return {@code [batch, out, h, w]}, belonging to the caller
     */
    Tensor forward(Tensor x, Conditioning told) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(block.forward(x, told.time().of(this)));
        }
    }
}

package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.NormSettings;
import io.iclight.models.blocks.ResidualBlock;
import org.bytedeco.pytorch.Tensor;

/** A residual block that is told the time between its convolutions. */
final class ResnetBlock {

    private final ResidualBlock block;
    private final TimeProjection time;

    ResnetBlock(Weights weights, int in, int out, int timeSize, NormSettings norm) {
        this.block = new ResidualBlock(weights, in, out, norm);
        this.time = new TimeProjection(weights.at("time_emb_proj"), timeSize, out);
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
            return scope.handOut(block.forward(x, told.time().of(time)));
        }
    }
}

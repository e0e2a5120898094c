package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.blocks.JoiningBlock;
import io.iclight.models.blocks.NormSettings;
import io.iclight.models.layers.ChannelPair;
import org.bytedeco.pytorch.Tensor;

/** A {@link ResnetBlock} of what is deeper and of what the way down saw. */
final class JoiningResnetBlock {

    private final JoiningBlock block;
    private final TimeProjection time;

    /**
     * Takes a block's parameters.
     *
     * @param weights where they are
     * @param in the number of channels of the deeper features
     * @param skip the number of channels of what the way down saw
     * @param out the number of output channels
     * @param timeSize of the embedding
     * @param norm how it normalizes
     */
    JoiningResnetBlock(Weights weights, int in, int skip, int out, int timeSize, NormSettings norm) {
        this.block = new JoiningBlock(weights, in, skip, out, norm);
        this.time = new TimeProjection(weights.at("time_emb_proj"), timeSize, out);
    }

    /**
     * Computes the block's output.
     *
     * @param met features and skip, of one batch
     * @param told the time among it
     * @return {@code [batch, out, h, w]}, belonging to the caller
     */
    Tensor forward(ChannelPair met, Conditioning told) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(block.forward(met, told.time().of(time)));
        }
    }
}

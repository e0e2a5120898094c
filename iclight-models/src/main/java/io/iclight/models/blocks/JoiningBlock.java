package io.iclight.models.blocks;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.ChannelPair;
import io.iclight.models.layers.JointLinear;
import io.iclight.models.layers.NormalizedConv2d;
import org.bytedeco.pytorch.Tensor;

/**
 * A {@link ResidualBlock} of the channels of two feature maps, which are read where they lie: the norm writes what the first
 * convolution sees in one piece, and the way around is a sum of two products.
 */
public final class JoiningBlock {

    private final NormalizedConv2d first;
    private final NormalizedConv2d second;
    private final JointLinear shortcut;

    /**
     * Takes a block's parameters, which are those of a residual block.
     *
     * @param weights where they are
     * @param in the number of channels of the first feature map
     * @param skip the number of channels of the second
     * @param out the number of output channels, other than that of both together
     * @param norm how it normalizes
     */
    public JoiningBlock(Weights weights, int in, int skip, int out, NormSettings norm) {
        this.first = norm.convolution(weights.at("norm1"), weights.at("conv1"), in + skip, out);
        this.second = norm.convolution(weights.at("norm2"), weights.at("conv2"), out, out);
        this.shortcut = new JointLinear(weights.at("conv_shortcut"), in, skip, out);
    }

    /**
     * Computes the block's output with something added between the convolutions.
     *
     * @param x both feature maps
     * @param shift what is added to each channel, {@code [batch or 1, out]}, borrowed
     * @return {@code [batch, out, height, width]}, belonging to the caller
     */
    public Tensor forward(ChannelPair x, Tensor shift) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor inner = ResidualBlock.shifted(first.forward(x), shift);
            return scope.handOut(second.consumeAdding(inner, Tensor::alias, shortcut.forward(x)));
        }
    }
}

package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** A convolution of one pixel, of the channels of two feature maps: the sum of what it makes of each. */
public final class JointLinear {

    private final Linear first;
    private final Linear second;

    /**
     * Takes a layer's parameters, {@code weight [out, first + second, 1, 1]} and {@code bias [out]}.
     *
     * @param weights where they are
     * @param first the number of channels of the first feature map
     * @param second the number of channels of the second
     * @param out the number of output channels
     */
    public JointLinear(Weights weights, long first, long second, long out) {
        this.first = Linear.ofFirstInputs(weights, first, first + second, out);
        this.second = Linear.ofFurtherInputs(weights, first, first + second, out);
    }

    /**
     * Computes the output.
     *
     * @param x both feature maps
     * @return {@code [batch, out, height, width]}, belonging to the caller
     */
    public Tensor forward(ChannelPair x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor sum = first.forwardAdding(channelsLast(x.first()), second, channelsLast(x.second()));
            return scope.handOut(sum.permute(0, 3, 1, 2));
        }
    }

    private static Tensor channelsLast(Tensor x) {
        return x.permute(0, 2, 3, 1);
    }
}

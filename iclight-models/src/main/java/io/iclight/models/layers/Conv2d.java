package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Two-dimensional convolution with bias: {@code [batch, in, height, width]} to {@code [batch, out, height', width']}.
 *
 * <p>The output lies in memory as the input does, contiguous or channels-last.
 */
public final class Conv2d implements Layer {

    private final Tensor weight;
    private final Tensor bias;
    private final Window window;

    /**
     * Takes a layer's parameters, {@code weight [out, in, size, size]} and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the number of input channels
     * @param out the number of output channels
     * @param window how the kernel moves
     */
    public Conv2d(Weights weights, long in, long out, Window window) {
        this.weight = weights.parameter("weight", out, in, window.size(), window.size());
        this.bias = weights.parameter("bias", out);
        this.window = window;
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.conv2d(
                    x,
                    weight,
                    new TensorOptional(bias),
                    both(window.stride()),
                    both(window.padding()),
                    both(window.dilation()),
                    1));
        }
    }

    private static long[] both(int value) {
        return new long[] {value, value};
    }
}

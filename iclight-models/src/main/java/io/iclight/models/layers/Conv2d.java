package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Two-dimensional convolution with bias: {@code [batch, in, height, width]} to {@code [batch, out, height', width']}.
 *
 * <p>The output of a channels-last input is channels-last too.
 */
public final class Conv2d implements Layer {

    private final Tensor weight;
    private final Tensor bias;
    private final Window window;
    private final OneDnn.Movement movement;

    /**
     * Takes a layer's parameters, {@code weight [out, in, size, size]} and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the number of input channels
     * @param out the number of output channels
     * @param window how the kernel moves
     */
    public Conv2d(Weights weights, long in, long out, Window window) {
        this.movement = new OneDnn.Movement(window.stride(), window.padding(), window.padding(), window.dilation());
        this.weight = weights.in(Packing.layout(movement)).parameter("weight", out, in, window.size(), window.size());
        this.bias = weights.parameter("bias", out);
        this.window = window;
    }

    /**
     * Makes a convolution of one pixel, which is a linear map of each pixel's channels.
     *
     * @param weights where its parameters are, {@code weight [out, in, 1, 1]} and {@code bias [out]}
     * @param in the number of input channels
     * @param out the number of output channels
     * @return the layer
     */
    public static Layer ofOnePixel(Weights weights, long in, long out) {
        Linear linear = Linear.ofConvolution(weights, in, out);
        return x -> {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(linear.forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2));
            }
        };
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor out = Packing.isPacked(weight)
                    ? OneDnn.convolve(x.contiguous(MemoryFormat.ChannelsLast), weight, Optional.of(bias), movement)
                    : torch.conv2d(
                            x,
                            Packing.plain(weight),
                            new TensorOptional(bias),
                            both(window.stride()),
                            both(window.padding()),
                            both(window.dilation()),
                            1);
            FlopCounter.report(FlopCounter.Kind.CONVOLUTION, out.numel() * (weight.numel() / weight.size(0)));
            return scope.handOut(out);
        }
    }

    private static long[] both(int value) {
        return new long[] {value, value};
    }
}

package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Enlargement, where each pixel takes the value of the nearest one, and a 3x3 convolution that keeps the size. What is
 * enlarged of a large feature map is not in memory whole.
 */
public final class EnlargedConv2d implements Layer {

    private static final int DOUBLE = 2;

    private final Conv2d conv;
    private final Tensor subPixelKernels;

    /**
     * Takes the convolution's parameters, {@code weight [out, in, 3, 3]} and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the number of input channels
     * @param out the number of output channels
     */
    public EnlargedConv2d(Weights weights, long in, long out) {
        this.conv = new Conv2d(weights, in, out, Window.SAME_3X3, Packing.mapsOfEnlarged(in));
        this.subPixelKernels =
                weights.in(Packing.subPixelLayout()).again("for sub-pixels").parameter("weight", out, in, 3, 3);
    }

    /** Doubles height and width. */
    @Override
    public Tensor forward(Tensor x) {
        return forward(x, DOUBLE * x.size(2), DOUBLE * x.size(3));
    }

    /**
     * Computes the output for a given size.
     *
     * @param x {@code [batch, in, h, w]}, borrowed
     * @param height of the output
     * @param width of the output
     * @return {@code [batch, out, height, width]}, belonging to the caller
     */
    public Tensor forward(Tensor x, long height, long width) {
        boolean doubles = height == DOUBLE * x.size(2) && width == DOUBLE * x.size(3);
        try (TensorScope scope = TensorScope.open()) {
            Optional<Tensor> kernels =
                    doubles ? Packing.subPixelKernels(subPixelKernels, conv.weight(), x) : Optional.empty();
            if (kernels.isPresent()) {
                return scope.handOut(eachSample(x, new SubPixelConvolution(kernels.get(), conv.bias())::write));
            }
            if (doubles && Strip.suits(x, DOUBLE)) {
                return scope.handOut(
                        eachSample(x, new StripedConvolution(conv, DOUBLE, EnlargedConv2d::doubled)::write));
            }
            return scope.handOut(conv.consume(torch.upsample_nearest2d(x, height, width)));
        }
    }

    private Tensor eachSample(Tensor x, BiConsumer<Tensor, Tensor> convolution) {
        Tensor output = conv.room(x, DOUBLE * x.size(2), DOUBLE * x.size(3));
        for (long i = 0; i < x.size(0); i++) {
            convolution.accept(x.narrow(0, i, 1), output.narrow(0, i, 1));
        }
        return output;
    }

    private static Tensor doubled(Tensor x) {
        return torch.upsample_nearest2d(x, DOUBLE * x.size(2), DOUBLE * x.size(3));
    }
}

package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Enlargement, where each pixel takes the value of the nearest one, and a 3x3 convolution that keeps the size. What is
 * enlarged of a large feature map is not in memory whole.
 *
 * @param conv moved by {@link Window#SAME_3X3}
 */
public record EnlargedConv2d(Conv2d conv) implements Layer {

    private static final int DOUBLE = 2;

    /** Checks the component. */
    public EnlargedConv2d {
        if (!conv.window().equals(Window.SAME_3X3)) {
            throw new IllegalArgumentException(
                    "expected a convolution of " + Window.SAME_3X3 + ", was " + conv.window());
        }
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
            return scope.handOut(
                    doubles && Strip.suits(x, DOUBLE)
                            ? inStrips(x)
                            : conv.consume(torch.upsample_nearest2d(x, height, width)));
        }
    }

    private Tensor inStrips(Tensor x) {
        Tensor output = conv.room(x, DOUBLE * x.size(2), DOUBLE * x.size(3));
        StripedConvolution striped = new StripedConvolution(conv, DOUBLE, EnlargedConv2d::doubled);
        for (long i = 0; i < x.size(0); i++) {
            striped.write(x.narrow(0, i, 1), output.narrow(0, i, 1));
        }
        return output;
    }

    private static Tensor doubled(Tensor x) {
        return torch.upsample_nearest2d(x, DOUBLE * x.size(2), DOUBLE * x.size(3));
    }
}

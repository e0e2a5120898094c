package io.iclight.models.blocks;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Window;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A 3x3 convolution with stride 2 that halves height and width (diffusers, {@code Downsample2D}). */
public final class Downsample implements Layer {

    /** Where zeros are put around the input. */
    public enum Padding {
        /** One on each side: an odd size is rounded up. */
        EACH_SIDE,
        /** One on the right and one at the bottom: an odd size is rounded down. */
        RIGHT_AND_BOTTOM
    }

    private final Conv2d conv;
    private final Padding padding;

    /**
     * Takes a block's parameters.
     *
     * @param weights where they are
     * @param channels the number of channels, in and out
     * @param padding where zeros are put
     */
    public Downsample(Weights weights, int channels, Padding padding) {
        int around = padding == Padding.EACH_SIDE ? 1 : 0;
        this.conv = new Conv2d(weights.at("conv"), channels, channels, new Window(3, 2, around, 1));
        this.padding = padding;
    }

    @Override
    public Tensor forward(Tensor x) {
        if (padding == Padding.EACH_SIDE) {
            return conv.forward(x);
        }
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(conv.forward(torch.constant_pad_nd(x, 0, 1, 0, 1)));
        }
    }
}

package io.iclight.models.blocks;

import io.iclight.io.weights.Weights;
import io.iclight.models.layers.EnlargedConv2d;
import io.iclight.models.layers.Layer;
import org.bytedeco.pytorch.Tensor;

/** Nearest-neighbour upsampling and a 3x3 convolution (diffusers, {@code Upsample2D}). */
public final class Upsample implements Layer {

    private final EnlargedConv2d conv;

    /**
     * Takes a block's parameters.
     *
     * @param weights where they are
     * @param channels the number of channels, in and out
     */
    public Upsample(Weights weights, int channels) {
        this.conv = new EnlargedConv2d(weights.at("conv"), channels, channels);
    }

    /** Doubles height and width. */
    @Override
    public Tensor forward(Tensor x) {
        return conv.forward(x);
    }

    /**
     * Computes the output for a given size.
     *
     * @param x the input, borrowed
     * @param height of the output
     * @param width of the output
     * @return the output, belonging to the caller
     */
    public Tensor forward(Tensor x, long height, long width) {
        return conv.forward(x, height, width);
    }
}

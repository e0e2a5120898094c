package io.iclight.models.layers;

import org.bytedeco.pytorch.Tensor;

/** A differentiable function of one tensor. */
@FunctionalInterface
public interface Layer {

    /**
     * Computes the layer's output.
     *
     * @param x the input, borrowed
     * @return the output, belonging to the caller; never {@code x} itself, though it may share its memory
     */
    Tensor forward(Tensor x);
}

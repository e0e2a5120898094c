package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/** A source of gaussian noise. Drawing changes the source: it belongs to one run. */
@FunctionalInterface
public interface Noise {

    /**
     * Draws the next tensor.
     *
     * @param shape its axes
     * @return independent standard normal float32 values on the CPU, belonging to the caller
     */
    Tensor next(long... shape);
}

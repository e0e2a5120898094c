package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/** Estimates the clean tensor from a noisy one. */
@FunctionalInterface
public interface Denoiser {

    /**
     * Estimates {@code x0}.
     *
     * @param x {@code [batch, channels, height, width]}, equal to {@code alpha * x0 + sigma * noise}; borrowed
     * @param level how noisy {@code x} is
     * @return the estimate, of the shape of {@code x}, belonging to the caller
     */
    Tensor denoise(Tensor x, NoiseLevel level);
}

package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * Turns noise into an image, step by step. A sampler holds its options and nothing else: no state survives a call, and
 * threads may share it.
 */
@FunctionalInterface
public interface Sampler {

    /**
     * Walks a schedule.
     *
     * @param denoiser estimates the clean tensor
     * @param x the noisy tensor at the schedule's first level, {@code [batch, channels, height, width]}; borrowed
     * @param schedule the levels to step through
     * @param noise for samplers that add some
     * @param listener told of every step; it may throw to stop the run
     * @return the tensor at the schedule's last level, belonging to the caller
     */
    Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener);
}

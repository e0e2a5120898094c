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
     * @throws ShapeMismatchException if the network or the noise has another shape than {@code x}
     */
    Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener);

    /**
     * Makes a sampler of a rule that needs no memory of earlier steps. Euler's method, for example:
     *
     * <pre>{@code
     * Sampler euler = Sampler.stepwise((denoiser, x, from, to, noise) -> {
     *     double share = to.sigma() / from.sigma();
     *     return x.mul(new Scalar(share))
     *             .add_(denoiser.denoise(x, from), new Scalar(to.alpha() - from.alpha() * share));
     * });
     * }</pre>
     *
     * @param rule takes one step
     * @return the sampler
     */
    static Sampler stepwise(StepRule rule) {
        return (denoiser, x, schedule, noise, listener) -> Walk.through(
                schedule,
                x,
                listener,
                (index, reached) ->
                        rule.step(denoiser, reached, schedule.level(index), schedule.level(index + 1), noise));
    }

    /** One step of a sampler that needs no memory of earlier ones. */
    @FunctionalInterface
    interface StepRule {

        /**
         * Takes a step. Native objects that it makes are freed for it.
         *
         * @param denoiser estimates the clean tensor
         * @param x the tensor at {@code from}; borrowed
         * @param from where the step begins
         * @param to where it ends
         * @param noise for rules that add some
         * @return the tensor at {@code to}
         */
        Tensor step(Denoiser denoiser, Tensor x, NoiseLevel from, NoiseLevel to, Noise noise);
    }
}

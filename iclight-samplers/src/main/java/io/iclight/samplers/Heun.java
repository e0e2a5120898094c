package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * Heun's method (Karras et al., 2022, arXiv:2206.00364, algorithm 2): two calls of the network a step, one in the last.
 * It covers diffusers' {@code HeunDiscreteScheduler} and k-diffusion's {@code sample_heun}.
 *
 * @param churn noise that is added before each step
 */
public record Heun(Churn churn) implements Sampler {

    /** Makes the sampler without churn, which draws no noise. */
    public Heun() {
        this(Churn.NONE);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("Heun's method", schedule);
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            Churn.Churned start = churn.raise(reached, from, schedule, noise);
            return step(denoiser, start.x(), start.level(), schedule.level(index + 1));
        });
    }

    private static Tensor step(Denoiser denoiser, Tensor x, NoiseLevel from, NoiseLevel to) {
        Tensor direction = Transition.direction(x, denoiser.denoise(x, from), from);
        Tensor end = Transition.along(x, direction, from, to).tensor();
        if (to.sigma() == 0) {
            return end;
        }
        Tensor endDirection = Transition.direction(end, denoiser.denoise(end, to), to);
        Tensor mean = Blend.of(direction, 0.5).plus(endDirection, 0.5).tensor();
        return Transition.along(x, mean, from, to).tensor();
    }
}

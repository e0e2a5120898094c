package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * Euler's method (Karras et al., 2022, arXiv:2206.00364, algorithm 2, first order): k-diffusion's {@code sample_euler}.
 *
 * @param churn noise that is added before each step
 */
public record Euler(Churn churn) implements Sampler {

    /** Makes the sampler without churn, which draws no noise. */
    public Euler() {
        this(Churn.NONE);
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            Churn.Churned start = churn.raise(reached, from, schedule, noise);
            Tensor clean = denoiser.denoise(start.x(), start.level());
            return Transition.euler(start.x(), clean, start.level(), schedule.level(index + 1))
                    .tensor();
        });
    }
}

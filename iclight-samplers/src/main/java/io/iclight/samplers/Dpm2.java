package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * The midpoint method in the logarithm of the noise, after DPM-Solver-2: two calls of the network a step, one in the
 * last. It covers diffusers' {@code KDPM2DiscreteScheduler} and k-diffusion's {@code sample_dpm_2}.
 *
 * @param churn noise that is added before each step
 */
public record Dpm2(Churn churn) implements Sampler {

    /** Makes the sampler without churn, which draws no noise. */
    public Dpm2() {
        this(Churn.NONE);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DPM2", schedule);
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            Churn.Churned start = churn.raise(reached, from, schedule, noise);
            return step(denoiser, start.x(), start.level(), schedule.level(index + 1), schedule.curve())
                    .tensor();
        });
    }

    /** Goes to a level by the direction that the denoiser shows halfway. */
    static Blend step(Denoiser denoiser, Tensor x, NoiseLevel from, NoiseLevel to, Schedule.Curve curve) {
        Tensor clean = denoiser.denoise(x, from);
        if (to.sigma() == 0) {
            return Transition.euler(x, clean, from, to);
        }
        NoiseLevel halfway = curve.at(Math.sqrt(from.ratio() * to.ratio()));
        Tensor middle = Transition.euler(x, clean, from, halfway).tensor();
        Tensor direction = Transition.direction(middle, denoiser.denoise(middle, halfway), halfway);
        return Transition.along(x, direction, from, to);
    }
}

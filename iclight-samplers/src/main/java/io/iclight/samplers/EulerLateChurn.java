package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * Euler's method as diffusers' {@code EulerDiscreteScheduler} has it: noise is added after the network was asked, and
 * what it predicted is held to be true of the noisier tensor too. Without an amount of churn the results are those of
 * {@link Euler}.
 *
 * @param churn noise that is added in each step
 * @param prediction what the network predicts, and so what stays the same when noise is added
 */
public record EulerLateChurn(Churn churn, Prediction prediction) implements Sampler {

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            Tensor clean = denoiser.denoise(reached, from);
            Churn.Churned start = churn.raise(reached, from, schedule, noise);
            if (start.level() != from) {
                Tensor raw = prediction.raw(clean, reached, from);
                // diffusers scales a velocity by the level before the churn.
                NoiseLevel scale = prediction == Prediction.V ? from : start.level();
                clean = prediction.denoised(raw, start.x(), scale);
            }
            return Transition.euler(start.x(), clean, start.level(), schedule.level(index + 1))
                    .tensor();
        });
    }
}

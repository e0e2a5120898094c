package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * Strategic stochastic sampling of trajectory consistency models (Zheng et al., 2024, arXiv:2402.19159): diffusers'
 * {@code TCDScheduler}. Each step goes further down than it is to and, except the last, adds noise to make up for it.
 *
 * @param eta how much further: 0 no further, without noise, 1 to timestep 0; the paper's gamma
 */
public record Tcd(double eta) implements Sampler {

    /** Checks the components. */
    public Tcd {
        if (!(eta >= 0 && eta <= 1)) {
            throw new IllegalArgumentException("eta must be in 0..1, was " + eta);
        }
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return Walk.through(schedule, x, listener, (index, reached) -> {
            boolean last = index == schedule.steps() - 1;
            NoiseLevel from = schedule.level(index);
            NoiseLevel to = last ? schedule.curve().atTimestep(0) : schedule.level(index + 1);
            NoiseLevel down = schedule.curve().atTimestep(timestepBelow(to));
            Tensor clean = denoiser.denoise(reached, from);
            if (eta == 0 || last) {
                return Transition.straight(reached, clean, from, down).tensor();
            }
            double left = to.alpha() / down.alpha();
            return Transition.straight(reached, clean, from, down)
                    .scaledBy(left)
                    .plus(noise.like(reached), Math.sqrt(Math.max(0, 1 - left * left)))
                    .tensor();
        });
    }

    /** The reference multiplies in float32, which can decide between two whole timesteps. */
    private int timestepBelow(NoiseLevel to) {
        return (int) Math.floor((float) (1 - eta) * (float) to.timestep());
    }
}

package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * Multistep sampling of latent consistency models (Luo et al., 2023, arXiv:2310.04378): diffusers' {@code LCMScheduler}.
 * Each step jumps to a clean tensor and, except the last, adds new noise.
 *
 * @param timestepScaling how soon, going up from timestep 0, the network's estimate takes over from the input; 10 in the
 *     published models
 */
public record Lcm(double timestepScaling) implements Sampler {

    private static final double DATA_DEVIATION = 0.5;

    /** Makes the sampler with the published models' scaling. */
    public Lcm() {
        this(10);
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            NoiseLevel to = schedule.level(index + 1);
            double scaled = from.timestep() * timestepScaling / DATA_DEVIATION;
            double outer = scaled / Math.sqrt(scaled * scaled + 1);
            double skip = 1 / (scaled * scaled + 1);
            boolean last = index == schedule.steps() - 1;
            double alpha = last ? 1 : to.alpha();
            Blend next =
                    Blend.of(denoiser.denoise(reached, from), outer * alpha).plus(reached, skip * alpha);
            return last
                    ? next.tensor()
                    : next.plus(noise.like(reached), to.sigma()).tensor();
        });
    }
}

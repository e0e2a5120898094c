package io.iclight.samplers;

import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;

/**
 * Denoising diffusion implicit models (Song et al., 2020, arXiv:2010.02502), for schedules that preserve variance:
 * diffusers' {@code DDIMScheduler}.
 *
 * @param eta how much noise is added: 0 none, 1 as much as DDPM adds
 * @param restriction applied to the clean estimate, but not to the noise that the same prediction implies; to have it
 *     applied to both ({@code use_clipped_model_output}), restrict the denoiser instead
 * @param stride how many training timesteps a step goes down; empty to go to where the next step begins. diffusers goes
 *     down by {@code trained / steps}, which is the same with leading spacing and a timestep or two off with others
 */
public record Ddim(double eta, Optional<Restriction> restriction, OptionalInt stride) implements Sampler {

    /** Checks the components. */
    public Ddim {
        Options.atLeastZero("eta", eta);
    }

    /**
     * Makes the sampler with the usual options.
     *
     * @param eta how much noise is added: 0 none, 1 as much as DDPM adds
     */
    public Ddim(double eta) {
        this(eta, Optional.empty(), OptionalInt.empty());
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            NoiseLevel to = Stride.target(schedule, index, stride);
            Tensor estimate = denoiser.denoise(reached, from);
            Tensor clean = restriction.map(r -> r.restrict(estimate)).orElse(estimate);
            double added = eta * Math.sqrt(posteriorVariance(from, to));
            double kept = Math.sqrt(to.sigma() * to.sigma() - added * added);
            Blend next = Blend.of(clean, to.alpha())
                    .plus(reached, kept / from.sigma())
                    .plus(estimate, -kept / from.ratio());
            return eta > 0 ? next.plus(noise.like(x), added).tensor() : next.tensor();
        });
    }

    /** The variance of the forward process between two levels, given where it began (formula 7 of DDPM). */
    static double posteriorVariance(NoiseLevel from, NoiseLevel to) {
        double signal = from.alpha() / to.alpha();
        double noise = to.sigma() / from.sigma();
        return noise * noise * (1 - signal * signal);
    }
}

package io.iclight.samplers;

import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;

/**
 * Denoising diffusion probabilistic models (Ho et al., 2020, arXiv:2006.11239), for schedules that preserve variance:
 * diffusers' {@code DDPMScheduler}. Noise is drawn at every step that does not begin at timestep 0.
 *
 * @param variance how much noise is added
 * @param stride how many training timesteps a step goes down; empty to go to where the next step begins, see {@link
 *     Ddim#stride}
 */
public record Ddpm(Variance variance, OptionalInt stride) implements Sampler {

    /** How much noise is added; the paper finds both about equally good. */
    public enum Variance {
        /** What is right if all images are the same one: diffusers' {@code fixed_small} and {@code fixed_small_log}. */
        FIXED_SMALL {
            @Override
            double of(NoiseLevel from, NoiseLevel to) {
                return Math.max(Ddim.posteriorVariance(from, to), LEAST);
            }
        },
        /** What is right if images are noise: diffusers' {@code fixed_large}. */
        FIXED_LARGE {
            @Override
            double of(NoiseLevel from, NoiseLevel to) {
                return forward(from, to);
            }
        };

        /** diffusers never adds less, not even in the last step. */
        private static final double LEAST = 1e-20;

        abstract double of(NoiseLevel from, NoiseLevel to);
    }

    /**
     * Makes the sampler with the usual options.
     *
     * @param variance how much noise is added
     */
    public Ddpm(Variance variance) {
        this(variance, OptionalInt.empty());
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            NoiseLevel to = Stride.target(schedule, index, stride);
            Tensor clean = denoiser.denoise(reached, from);
            double noiseLeft = to.sigma() / from.sigma();
            Blend next = Blend.of(reached, from.alpha() / to.alpha() * noiseLeft * noiseLeft)
                    .plus(clean, to.alpha() * forward(from, to) / (from.sigma() * from.sigma()));
            if (from.timestep() > 0) {
                next.plus(noise.like(reached), Math.sqrt(variance.of(from, to)));
            }
            return next.tensor();
        });
    }

    /** How much variance the forward process adds from the cleaner level to the noisier one. */
    private static double forward(NoiseLevel from, NoiseLevel to) {
        double signal = from.alpha() / to.alpha();
        return 1 - signal * signal;
    }
}

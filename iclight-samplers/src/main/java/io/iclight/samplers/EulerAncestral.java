package io.iclight.samplers;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Euler's method with new noise after each step: diffusers' {@code EulerAncestralDiscreteScheduler} and k-diffusion's
 * {@code sample_euler_ancestral}.
 *
 * @param eta how much noise is added: 0 none (Euler's method), 1 as much as the forward process adds
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it
 * @param draws when noise is drawn
 */
public record EulerAncestral(double eta, double noiseScale, Draws draws) implements Sampler {

    /** Checks the components. */
    public EulerAncestral {
        Options.addedNoise(eta, noiseScale);
        Objects.requireNonNull(draws, "draws");
    }

    /**
     * Makes the sampler with the usual options.
     *
     * @param draws when noise is drawn
     */
    public EulerAncestral(Draws draws) {
        this(1, 1, draws);
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        return Sampler.stepwise(this::step).sample(denoiser, x, schedule, noise, listener);
    }

    private Tensor step(Denoiser denoiser, Tensor x, NoiseLevel from, NoiseLevel to, Noise noise) {
        AncestralSplit split = AncestralSplit.of(from.ratio(), to.ratio(), eta);
        Tensor clean = denoiser.denoise(x, from);
        Blend next = Transition.euler(x, clean, from, Transition.withRatio(to, split.down()));
        if (to.sigma() > 0 || draws == Draws.EVERY_PREDICTION) {
            next.plus(noise.like(x), to.alpha() * split.up() * noiseScale);
        }
        return next.tensor();
    }
}

package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver++ for the stochastic process as a single-step method, two calls of the network and two draws of noise a
 * step: k-diffusion's {@code sample_dpmpp_sde}.
 *
 * @param eta how much noise is added: 0 none, 1 as much as the forward process adds
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it
 * @param r where in the step the second call is, as a fraction of it in the logarithm of the noise; above 0
 */
public record DpmppSde(double eta, double noiseScale, double r) implements Sampler {

    /** Checks the components. */
    public DpmppSde {
        Options.addedNoise(eta, noiseScale);
        if (!(r > 0)) {
            throw new IllegalArgumentException("r must be above 0, was " + r);
        }
    }

    /** Makes the sampler with the usual options. */
    public DpmppSde() {
        this(1, 1, 0.5);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DPM++ SDE", schedule);
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            NoiseLevel to = schedule.level(index + 1);
            Tensor clean = denoiser.denoise(reached, from);
            if (to.sigma() == 0) {
                return Transition.straight(reached, clean, from, to).tensor();
            }
            double h = to.lambda() - from.lambda();
            NoiseLevel between = schedule.curve().at(from.ratio() * Math.exp(-h * r));
            Tensor middle = ancestral(reached, clean, from, between, noise);
            double weight = 1 / (2 * r);
            Tensor combined = Blend.of(clean, 1 - weight)
                    .plus(denoiser.denoise(middle, between), weight)
                    .tensor();
            return ancestral(reached, combined, from, to, noise);
        });
    }

    private Tensor ancestral(Tensor x, Tensor clean, NoiseLevel from, NoiseLevel to, Noise noise) {
        AncestralSplit split = AncestralSplit.of(from.ratio(), to.ratio(), eta);
        return Transition.straight(x, clean, from, Transition.withRatio(to, split.down()))
                .plus(noise.like(x), to.alpha() * split.up() * noiseScale)
                .tensor();
    }
}

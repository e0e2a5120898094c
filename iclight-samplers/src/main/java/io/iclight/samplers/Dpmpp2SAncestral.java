package io.iclight.samplers;

import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver++(2S) with new noise after each step, two calls of the network each: k-diffusion's {@code
 * sample_dpmpp_2s_ancestral}.
 *
 * @param eta how much noise is added: 0 none, 1 as much as the forward process adds
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it
 */
public record Dpmpp2SAncestral(double eta, double noiseScale) implements Sampler {

    /** Checks the components. */
    public Dpmpp2SAncestral {
        Options.addedNoise(eta, noiseScale);
    }

    /** Makes the sampler with the usual options. */
    public Dpmpp2SAncestral() {
        this(1, 1);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DPM++ 2S ancestral", schedule);
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            NoiseLevel to = schedule.level(index + 1);
            AncestralSplit split = AncestralSplit.of(from.ratio(), to.ratio(), eta);
            NoiseLevel down = Transition.withRatio(to, split.down());
            Tensor clean = denoiser.denoise(reached, from);
            if (down.sigma() > 0) {
                NoiseLevel halfway = schedule.curve().at(Math.sqrt(from.ratio() * split.down()));
                Tensor middle =
                        Transition.straight(reached, clean, from, halfway).tensor();
                clean = denoiser.denoise(middle, halfway);
            }
            Blend next = Transition.straight(reached, clean, from, down);
            if (to.sigma() > 0) {
                next.plus(noise.like(reached), to.alpha() * split.up() * noiseScale);
            }
            return next.tensor();
        });
    }
}

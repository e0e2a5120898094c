package io.iclight.samplers;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * {@link Dpm2} with new noise after each step: diffusers' {@code KDPM2AncestralDiscreteScheduler} and k-diffusion's
 * {@code sample_dpm_2_ancestral}.
 *
 * @param eta how much noise is added: 0 none, 1 as much as the forward process adds
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it
 * @param draws when noise is drawn
 */
public record Dpm2Ancestral(double eta, double noiseScale, Draws draws) implements Sampler {

    /** Checks the components. */
    public Dpm2Ancestral {
        Options.addedNoise(eta, noiseScale);
        Objects.requireNonNull(draws, "draws");
    }

    /**
     * Makes the sampler with the usual options.
     *
     * @param draws when noise is drawn
     */
    public Dpm2Ancestral(Draws draws) {
        this(1, 1, draws);
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DPM2 ancestral", schedule);
        return Walk.through(schedule, x, listener, (index, reached) -> {
            NoiseLevel from = schedule.level(index);
            NoiseLevel to = schedule.level(index + 1);
            AncestralSplit split = AncestralSplit.of(from.ratio(), to.ratio(), eta);
            NoiseLevel down = Transition.withRatio(to, split.down());
            Blend next = Dpm2.step(denoiser, reached, from, down, schedule.curve());
            if (draws == Draws.EVERY_PREDICTION) {
                noise.like(reached);
            }
            if (down.sigma() > 0) {
                next.plus(noise.like(reached), to.alpha() * split.up() * noiseScale);
            }
            return next.tensor();
        });
    }
}

package io.iclight.samplers;

import com.google.common.collect.ImmutableList;
import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver-fast (Lu et al., 2022a, arXiv:2206.00927): k-diffusion's {@code sample_dpm_fast}. It takes the first and the
 * last level of a schedule and spaces its own between, evenly in the logarithm of the noise.
 *
 * @param evaluations how often the network is called, 1 or more
 * @param eta how much noise is added: 0 none, 1 as much as the forward process adds; it is drawn in any case
 * @param noiseScale what added noise is multiplied by, 1 unless one wants to tune it
 */
public record DpmFast(int evaluations, double eta, double noiseScale) implements Sampler {

    /** Checks the components. */
    public DpmFast {
        if (evaluations < 1) {
            throw new IllegalArgumentException("evaluations must be at least 1, was " + evaluations);
        }
        Options.addedNoise(eta, noiseScale);
    }

    /**
     * Makes the sampler without noise.
     *
     * @param evaluations how often the network is called, 1 or more
     */
    public DpmFast(int evaluations) {
        this(evaluations, 0, 1);
    }

    /**
     * Walks from the first to the last level of a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal or ends without noise
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DPM fast", schedule);
        Options.endsNoisy("DPM-Solver", schedule);
        Schedule spaced = spaced(schedule);
        return Walk.through(spaced, x, listener, (index, reached) -> {
            NoiseLevel from = spaced.level(index);
            NoiseLevel to = spaced.level(index + 1);
            ShortenedStep shortened = ShortenedStep.of(from, to, spaced.last(), eta);
            DpmSolverStep step = new DpmSolverStep(denoiser, spaced.curve(), reached, from, shortened.down());
            Blend next = switch (order(index, spaced.steps())) {
                case 1 -> step.first();
                case 2 -> step.second();
                default -> step.third();
            };
            return next.plus(noise.like(reached), shortened.noise() * noiseScale)
                    .tensor();
        });
    }

    /** All steps are of third order, but for the last one or two, which use up the evaluations that are left. */
    private int order(int index, int steps) {
        int left = steps - index;
        if (evaluations % 3 == 0) {
            return Math.min(left, 3);
        }
        return left == 1 ? evaluations % 3 : 3;
    }

    private Schedule spaced(Schedule schedule) {
        int steps = evaluations / 3 + 1;
        double start = schedule.level(0).lambda();
        double stride = (schedule.last().lambda() - start) / steps;
        ImmutableList.Builder<NoiseLevel> levels = ImmutableList.builder();
        levels.add(schedule.level(0));
        for (int i = 1; i < steps; i++) {
            levels.add(schedule.curve().at(Math.exp(-start - i * stride)));
        }
        return new Schedule(levels.add(schedule.last()).build(), schedule.curve());
    }
}

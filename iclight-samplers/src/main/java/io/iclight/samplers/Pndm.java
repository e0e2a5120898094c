package io.iclight.samplers;

import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;

/**
 * Pseudo numerical methods (Liu et al., 2022, arXiv:2202.09778), for schedules of whole timesteps that preserve variance:
 * diffusers' {@code PNDMScheduler}. To warm up, a run visits some levels again: its schedule lists every visit, as {@link
 * io.iclight.samplers.schedule.Pndm} makes it, and the listener hears of each as of a step.
 *
 * @param warmUp how the first predictions are made
 * @param prediction what the network predicts, {@link Prediction#EPSILON} or {@link Prediction#V}: that is what is
 *     combined
 * @param stride how many training timesteps a step goes down: {@code trained / steps}
 */
public record Pndm(WarmUp warmUp, Prediction prediction, int stride) implements Sampler {

    /** How the first predictions are made. */
    public enum WarmUp {
        /** By an Euler step and a correction of it, as latent diffusion has it ({@code skip_prk_steps}). */
        EULER,
        /** By three Runge-Kutta steps of four predictions each, as the paper has it. */
        RUNGE_KUTTA
    }

    /** How many visits a Runge-Kutta step has. */
    private static final int STAGES = 4;

    private static final int RUNGE_KUTTA_VISITS = 3 * STAGES;

    /** Weights of the latest predictions by how many there are, the newest first (Adams and Bashforth). */
    private static final double[][] MULTISTEP = {
        {1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
    };

    /** Checks the components. */
    public Pndm {
        if (prediction == Prediction.SAMPLE) {
            throw new IllegalArgumentException("PNDM combines predictions of noise or velocity, not of the sample");
        }
        if (stride < 1) {
            throw new IllegalArgumentException("stride must be at least 1, was " + stride);
        }
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule has too few levels for the Runge-Kutta steps
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule visits, Noise noise, StepListener listener) {
        if (warmUp == WarmUp.RUNGE_KUTTA && visits.plannedSteps() <= RUNGE_KUTTA_VISITS) {
            throw new IllegalArgumentException("PNDM with Runge-Kutta steps needs a schedule of more than "
                    + RUNGE_KUTTA_VISITS + " levels, in which they are visited again; has " + visits.plannedSteps());
        }
        try (History predictions = new History(STAGES);
                History stages = new History(STAGES);
                History base = new History(1)) {
            return Walk.through(visits, x, listener, (index, reached) -> {
                NoiseLevel level = visits.level(index);
                Tensor raw = prediction.raw(denoiser.denoise(reached, level), reached, level);
                if (warmUp == WarmUp.RUNGE_KUTTA && index < RUNGE_KUTTA_VISITS) {
                    return rungeKutta(visits, index, reached, raw, new Memory(predictions, stages, base));
                }
                return multistep(visits, index, reached, raw, new Memory(predictions, stages, base));
            });
        }
    }

    /**
     * What a run remembers.
     *
     * @param predictions the latest ones that the multistep formula uses
     * @param stages those of the Runge-Kutta step under way
     * @param base where the Runge-Kutta step, or the first step, began
     */
    private record Memory(History predictions, History stages, History base) {}

    private Tensor rungeKutta(Schedule visits, int index, Tensor x, Tensor raw, Memory memory) {
        int stage = index % STAGES;
        memory.stages().push(raw);
        if (stage == 0) {
            memory.predictions().push(raw);
            memory.base().push(x.alias());
        }
        Tensor combined = raw;
        if (stage == STAGES - 1) {
            List<Tensor> newestFirst = memory.stages().tensors();
            combined = Blend.of(newestFirst.get(0), 1 / 6.0)
                    .plus(newestFirst.get(1), 1 / 3.0)
                    .plus(newestFirst.get(2), 1 / 3.0)
                    .plus(newestFirst.get(3), 1 / 6.0)
                    .tensor();
        }
        // diffusers numbers the base from the beginning of the whole schedule, also where steps were skipped.
        NoiseLevel from = visits.level(index - stage - visits.skipped().size());
        NoiseLevel level = visits.level(index);
        NoiseLevel to = stage % 2 == 1 ? level : Stride.below(visits, level, stride / 2);
        return moved(memory.base().newest(), combined, from, to);
    }

    private Tensor multistep(Schedule visits, int index, Tensor x, Tensor raw, Memory memory) {
        NoiseLevel level = visits.level(index);
        if (index == 1 && warmUp == WarmUp.EULER) {
            Tensor mean =
                    Blend.of(raw, 0.5).plus(memory.predictions().newest(), 0.5).tensor();
            NoiseLevel from = visits.curve().atTimestep(level.timestep() + stride);
            return moved(memory.base().newest(), mean, from, level);
        }
        memory.predictions().push(raw);
        if (index == 0) {
            memory.base().push(x.alias());
        }
        List<Tensor> newestFirst = memory.predictions().tensors();
        double[] weights = MULTISTEP[newestFirst.size() - 1];
        Blend combined = Blend.of(newestFirst.get(0), weights[0]);
        for (int age = 1; age < weights.length; age++) {
            combined.plus(newestFirst.get(age), weights[age]);
        }
        NoiseLevel to = Stride.target(visits, index, OptionalInt.of(stride));
        return moved(x, combined.tensor(), level, to);
    }

    /** Formula 9 of the paper; a combined velocity is turned into noise with the tensor that the step begins with. */
    private Tensor moved(Tensor x, Tensor combined, NoiseLevel from, NoiseLevel to) {
        Tensor direction = prediction == Prediction.EPSILON
                ? combined
                : Blend.of(combined, from.alpha()).plus(x, from.sigma()).tensor();
        return Blend.of(x, to.alpha() / from.alpha())
                .plus(direction, to.sigma() - from.sigma() * to.alpha() / from.alpha())
                .tensor();
    }
}

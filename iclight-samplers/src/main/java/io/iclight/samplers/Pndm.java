package io.iclight.samplers;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.pytorch.Tensor;

/**
 * Pseudo numerical methods (Liu et al., 2022, arXiv:2202.09778), for schedules of whole timesteps that preserve variance:
 * diffusers' {@code PNDMScheduler}. A run visits some levels more than once to warm up: see {@link #visits}. The listener
 * hears of every visit as of a step.
 *
 * @param warmUp how the first predictions are come by
 * @param prediction what the network predicts, {@link Prediction#EPSILON} or {@link Prediction#V}: that is what is
 *     combined
 * @param stride how many training timesteps a step goes down: {@code trained / steps}
 */
public record Pndm(WarmUp warmUp, Prediction prediction, int stride) implements Sampler {

    /** How the first predictions are come by. */
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
     * Lists the levels at which the network is called, in order, with the levels that are visited again.
     *
     * @param schedule whole timesteps, as for DDIM; where steps are skipped, as many visits are
     * @return the schedule that {@link #sample} walks
     * @throws IllegalArgumentException if there are too few steps to warm up
     */
    public Schedule visits(Schedule schedule) {
        ImmutableList<NoiseLevel> planned = ImmutableList.<NoiseLevel>builder()
                .addAll(schedule.skipped())
                .addAll(schedule.levels())
                .build();
        ImmutableList<NoiseLevel> visited =
                warmUp == WarmUp.EULER ? repeatingSecond(planned) : throughRungeKutta(planned, schedule.curve());
        return new Schedule(visited, schedule.curve()).from(schedule.skipped().size());
    }

    private static ImmutableList<NoiseLevel> repeatingSecond(ImmutableList<NoiseLevel> planned) {
        if (planned.size() < 3) {
            return planned;
        }
        return ImmutableList.<NoiseLevel>builder()
                .addAll(planned.subList(0, 2))
                .addAll(planned.subList(1, planned.size()))
                .build();
    }

    private ImmutableList<NoiseLevel> throughRungeKutta(ImmutableList<NoiseLevel> planned, Schedule.Curve curve) {
        if (planned.size() <= STAGES) {
            throw new IllegalArgumentException("PNDM with Runge-Kutta steps needs at least " + STAGES + " steps, has "
                    + (planned.size() - 1) + "; take more, or warm up by Euler steps");
        }
        ImmutableList.Builder<NoiseLevel> visited = ImmutableList.builder();
        for (int step = 0; step < 3; step++) {
            NoiseLevel next = planned.get(step + 1);
            NoiseLevel middle = curve.atTimestep((int) next.timestep() + stride / 2);
            visited.add(planned.get(step), middle, middle, next);
        }
        return visited.addAll(planned.subList(3, planned.size())).build();
    }

    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Schedule visits = visits(schedule);
        try (History predictions = new History(STAGES);
                History stages = new History(STAGES);
                History base = new History(1)) {
            return Walk.through(visits, x, listener, (index, reached) -> {
                NoiseLevel level = visits.level(index);
                Tensor raw = prediction
                        .raw(denoiser.denoise(reached, level), reached, level)
                        .tensor();
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
            NoiseLevel from = visits.curve().atTimestep((int) level.timestep() + stride);
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

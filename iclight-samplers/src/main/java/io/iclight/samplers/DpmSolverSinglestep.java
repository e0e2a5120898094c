package io.iclight.samplers;

import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * DPM-Solver and DPM-Solver++ as single-step methods, in blocks of as many steps as the order: each step of a block
 * starts anew from where the block began, with one prediction more. diffusers' {@code DPMSolverSinglestepScheduler}.
 *
 * @param integrand {@link Integrand#DATA} for DPM-Solver++, {@link Integrand#NOISE} for DPM-Solver
 * @param order 1 to 3
 * @param rule how steps of second and third order use the differences between predictions
 * @param lowersOrder whether the last block is made shorter, so that the last step is mostly of first order; it always is
 *     where the number of steps is no multiple of the order. Where the schedule ends without noise, the last step is of first
 *     order in any case
 */
public record DpmSolverSinglestep(Integrand integrand, int order, SecondOrder rule, boolean lowersOrder)
        implements Sampler {

    /** Checks the components. */
    public DpmSolverSinglestep {
        Options.orderIn(1, 3, order);
        Objects.requireNonNull(integrand, "integrand");
        Objects.requireNonNull(rule, "rule");
    }

    /**
     * Walks a schedule.
     *
     * @throws IllegalArgumentException if the schedule begins without signal, or ends without noise and noise is integrated
     */
    @Override
    public Tensor sample(Denoiser denoiser, Tensor x, Schedule schedule, Noise noise, StepListener listener) {
        Options.beginsWithSignal("DPM-Solver singlestep", schedule);
        ImmutableIntArray orders = orders(schedule);
        try (History predictions = new History(order);
                History blockStart = new History(1)) {
            return Walk.through(schedule, x, listener, (index, reached) -> {
                NoiseLevel from = schedule.level(index);
                Tensor clean = denoiser.denoise(reached, from);
                predictions.push(integrand.of(clean, reached, from));
                // A run that begins within a block has not all of its predictions.
                int usable = Math.min(orders.get(schedule.skipped().size() + index), predictions.size());
                if (usable == 1) {
                    blockStart.push(reached.alias());
                }
                return step(
                        schedule,
                        index,
                        blockStart.newest(),
                        predictions.tensors().subList(0, usable));
            });
        }
    }

    /** The order of each step, the skipped ones included. */
    private ImmutableIntArray orders(Schedule schedule) {
        int steps = schedule.plannedSteps();
        boolean endsClean = schedule.last().sigma() == 0;
        if (integrand == Integrand.NOISE) {
            Options.endsNoisy("DPM-Solver", schedule);
        }
        boolean lastBlockIsWhole = steps % order == 0;
        int last = endsClean || lowersOrder && lastBlockIsWhole ? 1 : (steps - 1) % order + 1;
        ImmutableIntArray.Builder orders = ImmutableIntArray.builder(steps);
        for (int step = 0; step < steps - 1; step++) {
            orders.add(step % order + 1);
        }
        return orders.add(last).build();
    }

    /** Steps from where the block began by its predictions, the newest first. */
    private Tensor step(Schedule schedule, int index, Tensor x, List<Tensor> predictions) {
        NoiseLevel to = schedule.level(index + 1);
        NoiseLevel from = schedule.level(index + 1 - predictions.size());
        Tensor first = predictions.get(predictions.size() - 1);
        if (to.sigma() == 0) {
            return Blend.of(first, to.alpha()).tensor();
        }
        ExponentialStep step = integrand.step(from, to, 0);
        Blend next = Blend.of(x, step.keep()).plus(first, step.value());
        double r0 = fraction(from, schedule.level(index), to);
        if (predictions.size() == 2) {
            double weight = step.slope(rule) / r0;
            next.plus(predictions.get(0), weight).plus(first, -weight);
        } else if (predictions.size() == 3) {
            double r1 = fraction(from, schedule.level(index - 1), to);
            double newest = step.slope() / r0;
            double middle = 0;
            if (rule == SecondOrder.HEUN) {
                newest = (2 * step.curvature() - r1 * step.slope()) / (r0 - r1) / r0;
                middle = (r0 * step.slope() - 2 * step.curvature()) / (r0 - r1) / r1;
            }
            next.plus(predictions.get(0), newest)
                    .plus(predictions.get(1), middle)
                    .plus(first, -newest - middle);
        }
        return next.tensor();
    }

    /** How far a level is from the beginning to the end of a block. */
    private static double fraction(NoiseLevel from, NoiseLevel level, NoiseLevel to) {
        return (level.lambda() - from.lambda()) / (to.lambda() - from.lambda());
    }
}

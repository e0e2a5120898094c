package io.iclight.samplers.schedule;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;

/** All sigmas of a run, the last one included: what k-diffusion's samplers are given. */
@FunctionalInterface
public interface SigmaSequence {

    /**
     * Makes sigmas.
     *
     * @param training the levels that the network was trained on
     * @param range the ends between which sigmas are spaced; some sequences have their own
     * @param steps how many steps, 1 or more
     * @return sigmas, noisiest first, mostly one more than there are steps
     */
    ImmutableDoubleArray sigmas(TrainingSchedule training, SigmaRange range, int steps);

    /**
     * Lets a spacing end without noise.
     *
     * @param spacing spaces all sigmas but the last
     * @return its sigmas and a final 0
     */
    static SigmaSequence endingAtZero(SigmaSpacing spacing) {
        return (training, range, steps) -> withZero(spacing.sigmas(range, steps));
    }

    /**
     * Makes a schedule over the whole range of the training schedule.
     *
     * @param training the levels that the network was trained on
     * @param curve finds the timestep of each sigma, such as {@link TrainingSchedule#explodingCurve()}
     * @param steps how many steps, 1 or more
     * @return the schedule, with sigmas rounded to float32
     */
    default Schedule schedule(TrainingSchedule training, Schedule.Curve curve, int steps) {
        ImmutableDoubleArray sigmas = sigmas(training, training.sigmaRange(), steps);
        ImmutableList<NoiseLevel> levels =
                sigmas.stream().mapToObj(sigma -> curve.at((float) sigma)).collect(ImmutableList.toImmutableList());
        return new Schedule(levels, curve);
    }

    /**
     * Appends a 0.
     *
     * @param sigmas noisiest first
     * @return the same, and 0
     */
    private static ImmutableDoubleArray withZero(ImmutableDoubleArray sigmas) {
        return ImmutableDoubleArray.builder(sigmas.length() + 1)
                .addAll(sigmas)
                .add(0)
                .build();
    }
}

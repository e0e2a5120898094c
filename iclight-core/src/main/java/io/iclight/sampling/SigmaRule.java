package io.iclight.sampling;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.SigmaSequence;
import io.iclight.samplers.schedule.TrainingSchedule;

/**
 * Sigmas that a host's scheduler spaces.
 *
 * @param options the scheduler's name, and what differs from its defaults
 * @param sequence follows from the options
 */
record SigmaRule(NamedOptions options, SigmaSequence sequence) implements LevelRule {

    /** What is left of the way to the least trained noise when it counts as reached. */
    private static final double REACHED = 1.001;

    /** Ends where the scheduler ends, mostly without noise. */
    Schedule schedule(TrainingSchedule training, Schedule.Curve curve, int steps) {
        return sequence.schedule(training, curve, steps);
    }

    /** Ends with the least trained noise, in as many steps; a scheduler that ends without noise is cut short. */
    Schedule noisySchedule(TrainingSchedule training, Schedule.Curve curve, int steps) {
        ImmutableDoubleArray sigmas = sequence.sigmas(training, training.sigmaRange(), steps);
        double least = training.sigmas().get(0);
        if (sigmas.get(sigmas.length() - 1) == 0 && sigmas.get(sigmas.length() - 2) <= least * REACHED) {
            ImmutableDoubleArray more = sequence.sigmas(training, training.sigmaRange(), steps + 1);
            sigmas = more.subArray(0, more.length() - 1);
        }
        ImmutableList<NoiseLevel> levels = sigmas.stream()
                .mapToObj(sigma -> curve.at((float) (sigma == 0 ? least : sigma)))
                .collect(ImmutableList.toImmutableList());
        return new Schedule(levels, curve);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigmaRule that && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return options.hashCode();
    }
}

package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Spaces the logarithms of sigmas evenly, but keeps the timesteps of another spacing, as diffusers' Euler does with
 * {@code interpolation_type: log_linear}. One sigma more than there are steps is spaced, so that the last step ends
 * at the least one: {@link FinalSigma#TRAINED_MIN}.
 *
 * @param spacing picks the timesteps
 */
public record LogLinear(TimestepSpacing spacing) implements LevelSpacing {

    @Override
    public Levels levels(TrainingSchedule training, int steps) {
        ImmutableDoubleArray timesteps = spacing.timesteps(training.timesteps(), training.timesteps(), steps);
        ImmutableDoubleArray sigmas =
                new Exponential().sigmas(BySigma.Ends.TRAINED.of(training, steps), timesteps.length() + 1);
        return new Levels(sigmas.subArray(0, timesteps.length()), timesteps);
    }
}

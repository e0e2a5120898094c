package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Picks levels by sigma; the timestep of each is found on the training schedule.
 *
 * @param spacing spaces the sigmas
 * @param ends between which they are spaced
 * @param rounding what becomes of timesteps that are not whole
 */
public record BySigma(SigmaSpacing spacing, Ends ends, Rounding rounding) implements LevelSpacing {

    /** The ends between which sigmas are spaced. */
    @FunctionalInterface
    public interface Ends {

        /** The whole training schedule. */
        Ends TRAINED = (training, steps) -> training.sigmaRange();

        /**
         * Chooses the ends.
         *
         * @param training the levels that the network was trained on
         * @param steps how many steps the run has
         * @return the ends
         */
        SigmaRange of(TrainingSchedule training, int steps);

        /**
         * Takes the ends of what another spacing picks, as diffusers' Euler and its relatives do.
         *
         * @param other picks levels
         * @return the noisiest and the cleanest of them
         */
        static Ends of(LevelSpacing other) {
            return (training, steps) -> {
                ImmutableDoubleArray sigmas = other.levels(training, steps).sigmas();
                return new SigmaRange(sigmas.get(sigmas.length() - 1), sigmas.get(0));
            };
        }
    }

    @Override
    public Levels levels(TrainingSchedule training, int steps) {
        ImmutableDoubleArray sigmas = spacing.sigmas(ends.of(training, steps), steps);
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder(sigmas.length());
        sigmas.forEach(sigma -> timesteps.add(rounding.round(training.timestepOf(sigma))));
        return new Levels(sigmas, timesteps.build());
    }
}

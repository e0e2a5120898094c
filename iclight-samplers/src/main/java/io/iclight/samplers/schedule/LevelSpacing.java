package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/** Picks, from a training schedule, the levels at which a run calls the network. */
@FunctionalInterface
public interface LevelSpacing {

    /**
     * Levels, noisiest first.
     *
     * @param sigmas the noise-to-signal ratios
     * @param timesteps what the network is told, one for each sigma
     */
    record Levels(ImmutableDoubleArray sigmas, ImmutableDoubleArray timesteps) {

        /** Checks the components. */
        public Levels {
            if (sigmas.length() != timesteps.length()) {
                throw new IllegalArgumentException(
                        "expected a timestep for each of " + sigmas.length() + " sigmas, got " + timesteps.length());
            }
        }
    }

    /**
     * Picks levels.
     *
     * @param training the levels to choose from
     * @param steps how many steps the run has, 1 or more
     * @return the levels where they begin
     */
    Levels levels(TrainingSchedule training, int steps);
}

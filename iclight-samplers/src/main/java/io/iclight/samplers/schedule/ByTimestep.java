package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Picks levels by timestep; sigma is linear between the training timesteps.
 *
 * @param spacing picks the timesteps
 * @param clipping which noisy timesteps are never visited
 */
public record ByTimestep(TimestepSpacing spacing, Clipping clipping) implements LevelSpacing {

    /**
     * Picks from all timesteps.
     *
     * @param spacing picks the timesteps
     */
    public ByTimestep(TimestepSpacing spacing) {
        this(spacing, Clipping.NONE);
    }

    @Override
    public Levels levels(TrainingSchedule training, int steps) {
        ImmutableDoubleArray timesteps =
                spacing.timesteps(training.timesteps(), clipping.usableTimesteps(training), steps);
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(timesteps.length());
        timesteps.forEach(timestep -> sigmas.add(training.sigmaAt(timestep)));
        return new Levels(sigmas.build(), timesteps);
    }
}

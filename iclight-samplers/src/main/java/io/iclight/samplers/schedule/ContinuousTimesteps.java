package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Tells the network a quarter of the logarithm of sigma instead of a training timestep (Karras et al., 2022), for
 * networks trained so.
 *
 * @param base picks the levels
 */
public record ContinuousTimesteps(LevelSpacing base) implements LevelSpacing {

    @Override
    public Levels levels(TrainingSchedule training, int steps) {
        ImmutableDoubleArray sigmas = base.levels(training, steps).sigmas();
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder(sigmas.length());
        sigmas.forEach(sigma -> timesteps.add((float) (Math.log(sigma) / 4)));
        return new Levels(sigmas, timesteps.build());
    }
}

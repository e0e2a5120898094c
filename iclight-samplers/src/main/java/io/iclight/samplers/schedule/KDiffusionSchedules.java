package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * The sigmas that k-diffusion makes. Its {@code get_sigmas_karras}, {@code _exponential}, {@code _polyexponential}
 * and {@code _vp} are {@link SigmaSequence#endingAtZero} of {@link Karras}, {@link Exponential}, {@link
 * Polyexponential} and {@link ContinuousVp}.
 */
public final class KDiffusionSchedules {

    private KDiffusionSchedules() {}

    /**
     * Spaces timesteps evenly over the whole training schedule: {@code DiscreteSchedule.get_sigmas}, which web UIs call
     * uniform or automatic.
     *
     * @return the sequence, ending without noise
     */
    public static SigmaSequence normal() {
        return (training, range, steps) ->
                atTimesteps(training, Linspace.torch(training.timesteps() - 1, 0, steps), steps);
    }

    /** The sigmas of the first timesteps, and a 0. */
    static ImmutableDoubleArray atTimesteps(TrainingSchedule training, float[] timesteps, int count) {
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(count + 1);
        for (int i = 0; i < count; i++) {
            sigmas.add(training.logLinearSigmaAt(timesteps[i]));
        }
        return sigmas.add(0).build();
    }
}

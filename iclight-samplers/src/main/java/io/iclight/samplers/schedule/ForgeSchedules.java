package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * The sigmas that stable-diffusion-webui-forge makes, under its names. Its uniform is {@link
 * KDiffusionSchedules#normal()}; its karras, exponential, polyexponential, beta and AYS are {@link
 * SigmaSequence#endingAtZero} of {@link Karras}, {@link Exponential}, {@link Polyexponential}, {@link BetaDistribution}
 * and {@link AlignYourSteps.Forge}.
 *
 * <p>Forge finds the nearest whole timestep of a sigma: the curve to go with these is {@link
 * TrainingSchedule#nearestExplodingCurve()}, and the training schedule {@link TrainingSchedule#ofHosts}.
 */
public final class ForgeSchedules {

    /** Some functions count 1000 timesteps whatever the schedule has. */
    private static final int TIMESTEPS = 1000;

    /** What Forge takes for the sigma before the first step. */
    private static final double BEFORE_START = 999999999.9;

    private ForgeSchedules() {}

    /**
     * Spaces timesteps evenly between those of the ends.
     *
     * @return the sequence, ending without noise
     */
    public static SigmaSequence normal() {
        return (training, range, steps) ->
                KDiffusionSchedules.atTimesteps(training, timesteps(training, range, steps), steps);
    }

    /**
     * Spaces one timestep more evenly between those of the ends, and puts 0 in the place of the last.
     *
     * @return the sequence, ending without noise
     */
    public static SigmaSequence sgmUniform() {
        return (training, range, steps) ->
                KDiffusionSchedules.atTimesteps(training, timesteps(training, range, steps + 1), steps);
    }

    private static float[] timesteps(TrainingSchedule training, SigmaRange range, int count) {
        return Linspace.torch(training.nearestTimestepOf(range.max()), training.nearestTimestepOf(range.min()), count);
    }

    /**
     * Takes training timesteps by even strides from the noisy end.
     *
     * @return the sequence, ending without noise
     */
    public static SigmaSequence simple() {
        return (training, range, steps) -> {
            int count = training.timesteps();
            double stride = (double) count / checked(steps);
            ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps + 1);
            for (int i = 0; i < steps; i++) {
                sigmas.add(training.sigmas().get(count - 1 - (int) (i * stride)));
            }
            return sigmas.add(0).build();
        };
    }

    /**
     * Takes training timesteps by whole strides from the clean end, beginning with the second.
     *
     * @return the sequence, ending without noise; where the strides do not add up, it has more steps than asked for
     */
    public static SigmaSequence ddim() {
        return (training, range, steps) -> {
            int stride = Math.max(training.timesteps() / checked(steps), 1);
            int last = training.timesteps() - 1;
            ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder();
            for (int timestep = last - (last - 1) % stride; timestep > 0; timestep -= stride) {
                sigmas.add(training.sigmas().get(timestep));
            }
            return sigmas.add(0).build();
        };
    }

    /**
     * Takes timesteps by even strides from the noisy end, counting 1000 of them, as turbo models are distilled.
     *
     * @return the sequence, ending without noise
     */
    public static SigmaSequence turbo() {
        return (training, range, steps) -> {
            float stride = (float) ((double) TIMESTEPS / checked(steps));
            float[] timesteps = new float[steps];
            for (int i = 0; i < steps; i++) {
                double timestep = Math.rint((steps - i) * stride - 1);
                timesteps[i] = (float) Math.min(Math.max(timestep, 0), TIMESTEPS - 1);
            }
            return KDiffusionSchedules.atTimesteps(training, timesteps, steps);
        };
    }

    /**
     * Spaces the arcus tangents of sigmas evenly (Sabour et al., 2024, section 3.1).
     *
     * @return the sequence, which ends at the clean end of the range, not without noise
     */
    public static SigmaSequence klOptimal() {
        return (training, range, steps) -> {
            // In single precision, whose roundings the tangent magnifies.
            float min = (float) Math.atan(range.min());
            float max = (float) Math.atan(range.max());
            ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(checked(steps) + 1);
            for (int i = 0; i <= steps; i++) {
                float share = (float) i / steps;
                sigmas.add((float) Math.tan(share * min + (1 - share) * max));
            }
            return sigmas.build();
        };
    }

    /**
     * Finds the sigma at a share of the way from noise to image, for what is switched on and off by percent.
     *
     * @param training the levels that the network was trained on
     * @param share 0 (start) to 1 (end)
     * @return the sigma; larger than any at the start, 0 at the end
     */
    public static double sigmaAt(TrainingSchedule training, double share) {
        if (share <= 0) {
            return BEFORE_START;
        }
        return share >= 1 ? 0 : training.logLinearSigmaAt((1 - share) * (TIMESTEPS - 1));
    }

    private static int checked(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be 1 or more, was " + steps);
        }
        return steps;
    }
}

package io.iclight.samplers.schedule;

/**
 * Leaves out timesteps so noisy that a solver becomes unstable, as the squared cosine's last ones are.
 *
 * @param lambdaMin the least allowed {@code ln(α / σ)}; minus infinity allows all
 */
public record Clipping(double lambdaMin) {

    /** Leaves out nothing. */
    public static final Clipping NONE = new Clipping(Double.NEGATIVE_INFINITY);

    /** Checks the components. */
    public Clipping {
        if (Double.isNaN(lambdaMin)) {
            throw new IllegalArgumentException("lambdaMin must be a number");
        }
    }

    int usableTimesteps(TrainingSchedule training) {
        int usable = training.timesteps();
        while (usable > 0 && lambda(training, usable - 1) < (float) lambdaMin) {
            usable--;
        }
        return usable;
    }

    /** In float32, as torch computes the table that it searches. */
    private static float lambda(TrainingSchedule training, int timestep) {
        float alpha = (float) training.alphasCumprod().get(timestep);
        float logAlpha = (float) Math.log((float) Math.sqrt(alpha));
        float logSigma = (float) Math.log((float) Math.sqrt(1 - alpha));
        return logAlpha - logSigma;
    }
}

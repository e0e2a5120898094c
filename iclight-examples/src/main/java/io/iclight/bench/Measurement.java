package io.iclight.bench;

import com.google.common.collect.ImmutableList;

/**
 * What was measured of a piece of work.
 *
 * @param work which
 * @param trials one or more
 * @param peakBytes the most memory that the process had while it ran, the models among it
 */
public record Measurement(Work work, ImmutableList<Trial> trials, long peakBytes) {

    /** Checks the components. */
    public Measurement {
        if (trials.isEmpty()) {
            throw new IllegalArgumentException(work.label() + " was not run");
        }
    }

    /**
     * Returns the median time.
     *
     * @return seconds
     */
    public double medianSeconds() {
        return Median.of(trials.stream().mapToDouble(Trial::seconds));
    }

    /**
     * Returns the shortest time.
     *
     * @return seconds
     */
    public double minSeconds() {
        return trials.stream().mapToDouble(Trial::seconds).min().orElseThrow();
    }

    /**
     * Returns the work of one run, which is the same for all.
     *
     * @return floating-point operations
     */
    public long flops() {
        return trials.get(0).flops();
    }

    /**
     * Returns the rate at the median time.
     *
     * @return operations a second
     */
    public double flopsPerSecond() {
        return flops() / medianSeconds();
    }

    /**
     * Returns how many cores computed, on average.
     *
     * @return 0 to as many as there are threads
     */
    public double coresBusy() {
        return Median.of(trials.stream().mapToDouble(trial -> trial.cpuSeconds() / trial.seconds()));
    }
}

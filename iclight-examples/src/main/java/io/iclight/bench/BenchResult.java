package io.iclight.bench;

import com.google.common.collect.ImmutableList;

/**
 * What a run of the bench measured.
 *
 * @param ceiling the best rates of the run
 * @param measurements in the order of the work
 */
public record BenchResult(Ceiling ceiling, ImmutableList<Measurement> measurements) {

    /**
     * Says how close a piece of work came to what the machine can.
     *
     * @param measurement one of them
     * @return 0 to about 1
     */
    public double shareOfCeiling(Measurement measurement) {
        return measurement.flopsPerSecond() / ceiling.flops();
    }
}

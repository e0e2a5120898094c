package io.iclight.bench;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result as people read it. */
public final class BenchTable {

    private static final String HEADER =
            "work                  TFLOP   median s      min s   GFLOP/s  of ceiling  cores  peak GiB";

    private BenchTable() {}

    /**
     * Makes the table.
     *
     * @param result what was measured
     * @return lines, the last without an end
     */
    public static String of(BenchResult result) {
        Ceiling ceiling = result.ceiling();
        String machine = format(
                "ceiling %.0f GFLOP/s: convolution %.0f, product of matrices %.0f",
                ceiling.flops() / 1e9, ceiling.convolution() / 1e9, ceiling.product() / 1e9);
        return Stream.concat(
                        Stream.of(machine, "", HEADER),
                        result.measurements().stream().map(measurement -> row(measurement, result)))
                .collect(Collectors.joining("\n"));
    }

    private static String row(Measurement measurement, BenchResult result) {
        return format(
                "%-20s %6.3f %10.3f %10.3f %9.1f %10.0f%% %6.2f %9.2f",
                measurement.work().label(),
                measurement.flops() / 1e12,
                measurement.medianSeconds(),
                measurement.minSeconds(),
                measurement.flopsPerSecond() / 1e9,
                100 * result.shareOfCeiling(measurement),
                measurement.coresBusy(),
                measurement.peakBytes() / 0x1p30);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

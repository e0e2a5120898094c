package io.iclight.bench;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.machine.MachineFact;
import io.iclight.io.machine.MachineReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A result as programs read it: rates in operations a second, times in seconds, memory in bytes. */
public final class BenchJson {

    private BenchJson() {}

    /**
     * Writes a result, and what the machine is.
     *
     * @param result what was measured
     * @param settings of the run, by name
     * @param file is made, or replaced
     */
    public static void write(BenchResult result, ImmutableMap<String, Object> settings, Path file) {
        Map<String, Object> top = new LinkedHashMap<>();
        Map<String, Object> machine = new LinkedHashMap<>();
        for (MachineFact fact : MachineReport.take().facts()) {
            machine.put(fact.name(), fact.value());
        }
        top.put("machine", machine);
        top.put("settings", settings);
        top.put(
                "ceiling",
                ImmutableMap.of(
                        "convolution", result.ceiling().convolution(),
                        "product", result.ceiling().product()));
        top.put(
                "work",
                result.measurements().stream()
                        .map(measurement -> entry(measurement, result))
                        .toList());
        JsonWriter.write(file, top);
    }

    private static Map<String, Object> entry(Measurement measurement, BenchResult result) {
        return ImmutableMap.<String, Object>builder()
                .put("work", measurement.work().label())
                .put("flops", measurement.flops())
                .put(
                        "seconds",
                        measurement.trials().stream().map(Trial::seconds).toList())
                .put("medianSeconds", measurement.medianSeconds())
                .put("minSeconds", measurement.minSeconds())
                .put("flopsPerSecond", measurement.flopsPerSecond())
                .put("shareOfCeiling", result.shareOfCeiling(measurement))
                .put("coresBusy", measurement.coresBusy())
                .put("peakBytes", measurement.peakBytes())
                .build();
    }
}

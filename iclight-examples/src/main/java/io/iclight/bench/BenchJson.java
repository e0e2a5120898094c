package io.iclight.bench;

import com.google.common.collect.ImmutableMap;
import io.iclight.bench.StartBench.Start;
import io.iclight.io.json.JsonWriter;
import io.iclight.io.machine.MachineFact;
import io.iclight.io.machine.MachineReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A result as programs read it: rates in operations a second, times in seconds, memory in bytes. */
public final class BenchJson {

    private BenchJson() {}

    /**
     * Writes a result, and what the machine is.
     *
     * @param result what was measured
     * @param comparisons with another program
     * @param starts of programs
     * @param settings of the run, by name
     * @param file is made, or replaced
     */
    public static void write(
            BenchResult result,
            List<Comparison> comparisons,
            List<Start> starts,
            ImmutableMap<String, Object> settings,
            Path file) {
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
        top.put("comparisons", comparisons.stream().map(BenchJson::entry).toList());
        top.put("starts", starts.stream().map(BenchJson::entry).toList());
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

    private static Map<String, Object> entry(Start start) {
        return ImmutableMap.of(
                "from", start.name(),
                "modelsSeconds", start.times().models(),
                "encodingSeconds", start.times().encoding(),
                "firstStepSeconds", start.times().firstStep());
    }

    private static Map<String, Object> entry(Comparison comparison) {
        return ImmutableMap.<String, Object>builder()
                .put("work", comparison.work().label())
                .put("peer", "ONNX Runtime")
                .put("attention", comparison.form().name())
                .put("ourSeconds", seconds(comparison, Comparison.Pair::ours))
                .put("theirSeconds", seconds(comparison, Comparison.Pair::theirs))
                .put("ratio", comparison.ratio())
                .put("difference", comparison.difference())
                .put("peerPeakBytes", comparison.peerPeakBytes())
                .build();
    }

    private static List<Double> seconds(Comparison comparison, Function<Comparison.Pair, Trial> side) {
        return comparison.pairs().stream()
                .map(pair -> side.apply(pair).seconds())
                .toList();
    }
}

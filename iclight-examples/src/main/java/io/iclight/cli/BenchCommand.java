package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.bench.Bench;
import io.iclight.bench.BenchJson;
import io.iclight.bench.BenchModels;
import io.iclight.bench.BenchResult;
import io.iclight.bench.BenchTable;
import io.iclight.bench.Measurement;
import io.iclight.bench.Work;
import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.Libtorch;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticModels;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight bench}: how fast this machine relights, and how fast it could. */
@Command(
        name = "bench",
        description =
                "Measures how fast this machine relights, and how fast it could, on synthesized models of real size.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WORK",
            defaultValue = "clip,vae-encode,vae-decode,unet,relight",
            description = "What to measure: ${DEFAULT-VALUE}.")
    private List<Work.Kind> kinds;

    @Option(
            names = "--size",
            split = ",",
            paramLabel = "WxH",
            description = "Sizes of the picture, in place of 512x512, and 512x640 for unet and relight.")
    private List<Size> sizes = List.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is timed, relights once: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "2",
            description = "Steps of each pass of a relight: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a computation, in place of one a core.")
    private Integer threads;

    @Option(
            names = "--preset",
            defaultValue = "sd15",
            description = "How large the models are: ${DEFAULT-VALUE}, or tiny.")
    private Preset preset;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every measurement there.")
    private Path json;

    @Override
    public Integer call() {
        chooseThreads();
        Bench bench = new Bench(new BenchModels(new SyntheticModels(preset, 0), steps), runs);
        ImmutableList<Work> works = Work.of(
                kinds,
                sizes.stream()
                        .map(size -> new ImageSize(size.width(), size.height()))
                        .toList());
        BenchResult result = bench.run(works, new Announcements());
        out().println(BenchTable.of(result));
        if (json != null) {
            BenchJson.write(result, settings(), json);
        }
        return 0;
    }

    /** Libtorch reads the property once, when it starts. */
    private void chooseThreads() {
        if (threads != null) {
            System.setProperty("iclight.threads", threads.toString());
            if (Libtorch.threads() != threads) {
                throw new UsageException(
                        "libtorch already runs with " + Libtorch.threads() + " threads in this JVM", null);
            }
        }
    }

    private ImmutableMap<String, Object> settings() {
        return ImmutableMap.of(
                "version",
                spec.commandLine().getParent().getCommandSpec().version()[0],
                "preset",
                preset.name(),
                "runs",
                runs,
                "relightSteps",
                steps,
                "threads",
                Libtorch.threads());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Work of many seconds should not look like a hang. */
    private final class Announcements implements Bench.Listener {

        @Override
        public void onBegin(Work work) {
            spec.commandLine().getErr().println("measuring " + work.label() + "...");
        }

        @Override
        public void onMeasured(Measurement measurement) {
            spec.commandLine()
                    .getErr()
                    .println(String.format(
                            "measured %s: %.3f s", measurement.work().label(), measurement.medianSeconds()));
        }
    }
}

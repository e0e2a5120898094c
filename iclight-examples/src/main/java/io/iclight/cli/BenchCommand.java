package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.bench.Bench;
import io.iclight.bench.BenchJson;
import io.iclight.bench.BenchModels;
import io.iclight.bench.BenchResult;
import io.iclight.bench.BenchTable;
import io.iclight.bench.Comparison;
import io.iclight.bench.GrowthPlot;
import io.iclight.bench.Measurement;
import io.iclight.bench.Overhead;
import io.iclight.bench.PeerBench;
import io.iclight.bench.StartBench;
import io.iclight.bench.StartBench.Start;
import io.iclight.bench.Work;
import io.iclight.cli.option.Bounds;
import io.iclight.io.file.AtomicFile;
import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Libtorch;
import io.iclight.io.tensor.Placement;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticCheckpoint;
import io.iclight.synthesis.SyntheticModels;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

    private static final Bounds COUNT = new Bounds(1, 1000);

    /** As many as libtorch takes. */
    private static final Bounds THREADS = new Bounds(1, 1024);

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
            description = "How often each is timed, 1 to 1000, relights once: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "2",
            description = "Steps of each pass of a relight, 1 to 1000: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a computation, in place of one a core.")
    private Integer threads;

    @Option(
            names = "--preset",
            defaultValue = "sd15",
            description = "How large the models are: ${DEFAULT-VALUE}, or tiny.")
    private Preset preset;

    @Option(
            names = "--store",
            converter = StoredType.class,
            description =
                    "What weights are kept as in memory: F32, or F16, which takes half of it, or I8, which is for the"
                            + " UNet alone, and not exact; default F32, and for --starts what a program has by itself.")
    private Optional<ElementType> stored;

    @Option(
            names = "--compare",
            description = "Time the UNet against ONNX Runtime too, in turns, with weights as F32; takes 3.5 GB of disk"
                    + " for a while.")
    private boolean compare;

    @Option(
            names = "--overhead",
            description = "Say what a call of the UNet costs beside arithmetic, and which layers its time goes to.")
    private boolean overhead;

    @Option(
            names = "--starts",
            description =
                    "Say how long a program takes from its start to a relight's first step, with --threads and --store;"
                            + " takes 7 GB of disk for a while.")
    private boolean starts;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw there, as SVG, how the UNet's time grows with the sizes.")
    private Path plot;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every measurement there.")
    private Path json;

    @Override
    public Integer call() {
        COUNT.check(spec, "--runs", runs);
        COUNT.check(spec, "--steps", steps);
        chooseThreads();
        SyntheticModels models = new SyntheticModels(preset, 0);
        Bench bench = new Bench(new BenchModels(models, steps, Placement.CPU_F32.storing(stored())), runs);
        ImmutableList<Work> works = Work.of(
                kinds,
                sizes.stream()
                        .map(size -> new ImageSize(size.width(), size.height()))
                        .toList());
        Stream.of(plot, json).filter(Objects::nonNull).forEach(OutputNames::requireFolder);
        requireSizes(works);
        requireComparable();
        BenchResult result = bench.run(works, new Announcements());
        out().println(BenchTable.of(result));
        ImmutableList<Comparison> comparisons = compare ? compared(bench.models(), works) : ImmutableList.of();
        ImmutableList<Start> started = starts ? timeStarts(models) : ImmutableList.of();
        if (overhead) {
            lookAtOverhead(bench.models(), works);
        }
        if (plot != null) {
            draw(result);
        }
        if (json != null) {
            BenchJson.write(result, comparisons, started, settings(), json);
        }
        return 0;
    }

    private ImmutableList<Start> timeStarts(SyntheticModels models) {
        SyntheticCheckpoint checkpoint = SyntheticCheckpoint.of(models, ElementType.F16);
        return new StartBench(checkpoint, runs, BenchStartCommand.program(Libtorch.threads(), stored))
                .run(start -> out().println(start.times().summary(start.name())));
    }

    private ElementType stored() {
        return stored.orElse(ElementType.F32);
    }

    private void requireSizes(ImmutableList<Work> works) {
        long sizes =
                works.stream().filter(work -> work.kind() == Work.Kind.UNET).count();
        if (plot != null && sizes < 2) {
            throw new UsageException(
                    "--plot needs the UNet at two sizes or more, as with --only unet --size 256x256,512x512");
        }
        if ((compare || overhead) && sizes == 0) {
            throw new UsageException((compare ? "--compare" : "--overhead")
                    + " looks at the UNet, which --only leaves out; add unet to --only");
        }
    }

    private void requireComparable() {
        if (compare && stored() != ElementType.F32) {
            throw new UsageException("--compare needs weights as F32, as ONNX Runtime has them, was --store " + stored()
                    + "; leave --store out");
        }
        if (compare && !PeerBench.isPossible()) {
            throw new UsageException(
                    "--compare needs com.microsoft.onnxruntime:onnxruntime on the class path, where ./iclight puts it");
        }
    }

    private void lookAtOverhead(BenchModels models, ImmutableList<Work> works) {
        works.stream().filter(work -> work.kind() == Work.Kind.UNET).forEach(work -> {
            Overhead measured = Overhead.measure(models, work.size(), runs);
            out().println(work.label() + ": " + measured.summary());
        });
    }

    private void draw(BenchResult result) {
        AtomicFile.write(plot, GrowthPlot.of(result, Work.Kind.UNET).getBytes(StandardCharsets.UTF_8));
    }

    private ImmutableList<Comparison> compared(BenchModels models, ImmutableList<Work> works) {
        PeerBench peer = new PeerBench(models, runs, ImmutableList.of(Iclight.class.getName(), "bench-peer"));
        return peer.run(works, comparison -> out().println(comparison.summary()));
    }

    /** Libtorch reads the property once, when it starts. */
    private void chooseThreads() {
        if (threads != null) {
            THREADS.check(spec, "--threads", threads);
            System.setProperty("iclight.threads", threads.toString());
            if (Libtorch.threads() != threads) {
                throw new UsageException("libtorch already runs with " + Libtorch.threads() + " threads in this JVM");
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
                "stored",
                stored().name(),
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
                            Locale.ROOT,
                            "measured %s: %.3f s",
                            measurement.work().label(),
                            measurement.medianSeconds()));
        }
    }
}

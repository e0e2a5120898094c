package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import io.iclight.train.diffusion.LatentPool;
import io.iclight.train.diffusion.Schooling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train consistency}. */
@Command(
        name = "consistency",
        description = "Goes on training an offset, so that light adds up in what it predicts.",
        mixinStandardHelpOptions = true)
final class TrainConsistencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions options;

    @Option(
            names = "--latents",
            required = true,
            paramLabel = "DIR",
            description = "Encoded scenes, of one size a folder; may be repeated, and steps take turns.")
    private List<Path> latents;

    @Option(names = "--held-out", required = true, paramLabel = "DIR", description = "Encoded scenes to measure with.")
    private Path heldOut;

    @Mixin
    private OffsetOptions offset;

    @Option(
            names = "--weight",
            defaultValue = "0.1",
            description = "Of the consistency against the loss of diffusion: ${DEFAULT-VALUE}.")
    private double weight;

    @Option(names = "--batch", defaultValue = "32", description = "How many pictures a step has: ${DEFAULT-VALUE}.")
    private int batch;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> progress = line -> {
            out.println(line);
            out.flush();
        };
        ImmutableList<LatentPool> pools =
                latents.stream().map(LatentPool::read).collect(ImmutableList.toImmutableList());
        try (LatentPool others = LatentPool.read(heldOut)) {
            Schooling schooling = new Schooling(pools, others, batch, options.seed());
            offset.training(weight, options.training()).run(schooling, progress);
        } finally {
            pools.forEach(LatentPool::close);
        }
        return 0;
    }
}

package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import io.iclight.train.diffusion.LatentPool;
import io.iclight.train.diffusion.NewModel;
import io.iclight.train.diffusion.Schooling;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train unet}. */
@Command(
        name = "unet",
        description = "Trains UNet and text encoder on latents of rendered scenes.",
        mixinStandardHelpOptions = true)
final class TrainUNetCommand implements Callable<Integer> {

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

    /** What is trained. */
    @ArgGroup(multiplicity = "1")
    private Subject subject;

    /** A model of one's own, or an offset to another. */
    private static final class Subject {

        @Option(
                names = "--tokenizer",
                required = true,
                paramLabel = "DIR",
                description =
                        "Train a new UNet and text encoder, as the foreground-conditioned model, for this vocabulary.")
        private Path tokenizer;

        @ArgGroup(exclusive = false)
        private OffsetOptions offset;
    }

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
            if (subject.offset == null) {
                NewModel.ofMini(subject.tokenizer, options.training()).run(schooling, progress);
            } else {
                subject.offset.training(0, options.training()).run(schooling, progress);
            }
        } finally {
            pools.forEach(LatentPool::close);
        }
        return 0;
    }
}

package io.iclight.cli.train;

import com.google.common.collect.ImmutableList;
import io.iclight.samplers.Prediction;
import io.iclight.train.diffusion.LatentPool;
import io.iclight.train.diffusion.Schooling;
import io.iclight.train.optim.Halves;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a UNet is taught with. */
final class SchoolingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--latents",
            required = true,
            paramLabel = "DIR",
            description = "Encoded scenes, of one size a folder; may be repeated, and steps take turns.")
    private List<Path> latents;

    @Option(names = "--held-out", required = true, paramLabel = "DIR", description = "Encoded scenes to measure with.")
    private Path heldOut;

    @Option(
            names = "--loss",
            paramLabel = "PREDICTION",
            description = "What the loss is the squared error of, whatever the UNet predicts: ${COMPLETION-CANDIDATES}."
                    + " Without it, what the UNet predicts.")
    private Prediction loss;

    @Option(names = "--batch", defaultValue = "32", description = "How many pictures a step has: ${DEFAULT-VALUE}.")
    private int batch;

    /** Reads the latents for as long as a training takes. */
    void run(long seed, Consumer<Schooling> training) {
        try {
            Halves.of(batch);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--batch: " + e.getMessage(), e);
        }
        ImmutableList<LatentPool> pools =
                latents.stream().map(LatentPool::read).collect(ImmutableList.toImmutableList());
        try (LatentPool others = LatentPool.read(heldOut)) {
            training.accept(new Schooling(pools, others, Optional.ofNullable(loss), batch, seed));
        } finally {
            pools.forEach(LatentPool::close);
        }
    }
}

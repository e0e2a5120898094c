package io.iclight.cli.train;

import io.iclight.train.MiniConfig;
import io.iclight.train.data.PicturePool;
import io.iclight.train.optim.Training;
import io.iclight.train.vae.AutoencoderTraining;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train autoencoder}. */
@Command(
        name = "autoencoder",
        description = "Trains the autoencoder on pieces of rendered pictures.",
        mixinStandardHelpOptions = true)
final class AutoencoderCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions options;

    @Option(names = "--scenes", required = true, paramLabel = "DIR", description = "Rendered scenes; may be repeated.")
    private List<Path> scenes;

    @Option(names = "--held-out", required = true, paramLabel = "DIR", description = "Rendered scenes to measure with.")
    private Path heldOut;

    @Option(names = "--batch", defaultValue = "16", description = "How many pieces a step has: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--crop", defaultValue = "64", description = "Their size in pixels: ${DEFAULT-VALUE}.")
    private int crop;

    @Override
    public Integer call() {
        Training training = options.training();
        try (PicturePool pictures = PicturePool.open(scenes);
                PicturePool others = PicturePool.open(List.of(heldOut))) {
            new AutoencoderTraining(MiniConfig.VAE.json(), training, batch, crop, options.seed())
                    .run(pictures, others, spec.commandLine().getOut()::println);
        }
        return 0;
    }
}

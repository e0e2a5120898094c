package io.iclight.cli.train;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.checkpoint.Checkpoint;
import io.iclight.models.folder.Part;
import io.iclight.models.vae.Autoencoder;
import io.iclight.models.vae.AutoencoderConfig;
import io.iclight.train.data.LatentFile;
import io.iclight.train.data.PicturePool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train latents}: encodes rendered scenes once, for the training of UNets. */
@Command(
        name = "latents",
        description = "Encodes rendered scenes; files that are there already are kept.",
        mixinStandardHelpOptions = true)
final class LatentsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "A checkpoint, for its vae/.")
    private Path model;

    @Option(names = "--scenes", required = true, paramLabel = "DIR", description = "Rendered scenes of one size.")
    private Path scenes;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder of the latents.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(folder);
        try (Checkpoint checkpoint = Checkpoint.open(model);
                TensorSource weights = checkpoint.weights(Part.VAE);
                Autoencoder autoencoder =
                        new Autoencoder(AutoencoderConfig.of(checkpoint.config(Part.VAE)), weights, ElementType.F32)) {
            for (Path file : PicturePool.list(List.of(scenes))) {
                Path latents = folder.resolve(file.getFileName());
                if (Files.exists(latents)) {
                    LatentFile.requireOf(autoencoder, latents);
                } else {
                    LatentFile.encode(file, autoencoder, latents);
                    out.println(latents);
                }
            }
        }
        return 0;
    }
}

package io.iclight.cli.train;

import io.iclight.io.tensor.ElementType;
import io.iclight.train.ModelPack;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train pack}: puts together what was trained. */
@Command(
        name = "pack",
        description = "Copies what the stages have made into one checkpoint, in half precision.",
        mixinStandardHelpOptions = true)
final class PackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--autoencoder", required = true, paramLabel = "DIR", description = "The autoencoder's training.")
    private Path autoencoder;

    @Option(names = "--unet", required = true, paramLabel = "DIR", description = "UNet's and text encoder's training.")
    private Path unet;

    @Option(
            names = "--offset",
            paramLabel = "DIR",
            description = "The training of a further offset, or of one that replaces the UNet's; may be repeated.")
    private List<Path> offsets = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The checkpoint to write.")
    private Path folder;

    @Override
    public Integer call() {
        new ModelPack(autoencoder, unet, offsets, ElementType.F16)
                .write(folder, file -> spec.commandLine().getOut().println(file));
        return 0;
    }
}

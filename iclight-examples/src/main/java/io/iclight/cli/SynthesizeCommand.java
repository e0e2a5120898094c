package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import io.iclight.io.tensor.ElementType;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.synthesis.Preset;
import io.iclight.synthesis.SyntheticCheckpoint;
import io.iclight.synthesis.SyntheticModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight synthesize}: writes a checkpoint that was never trained, to try everything but the images. */
@Command(
        name = "synthesize",
        description = "Writes a checkpoint without training: images made with it are noise.",
        mixinStandardHelpOptions = true)
final class SynthesizeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--preset", defaultValue = "tiny", description = "How large: sd15, or ${DEFAULT-VALUE}.")
    private Preset preset;

    @Option(names = "--seed", defaultValue = "0", description = "Of the parameters: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--dtype",
            defaultValue = "F16",
            converter = FloatingType.class,
            description = "What the parameters are stored as: ${DEFAULT-VALUE}, F32, BF16, F64.")
    private ElementType dtype;

    @Option(
            names = "--iclight",
            split = ",",
            defaultValue = "fc",
            paramLabel = "MODEL",
            description = "Offsets to write: ${DEFAULT-VALUE}, fbc, or both as fc,fbc.")
    private List<IcLightModel> offsets;

    @Option(
            names = "--tokenizer",
            paramLabel = "DIR",
            description = "Copy this tokenizer, in place of a small one of our own.")
    private Path tokenizer;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "Where to write; a folder that is not there yet.")
    private Path folder;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        SyntheticCheckpoint own = SyntheticCheckpoint.of(new SyntheticModels(preset, seed), dtype);
        SyntheticCheckpoint checkpoint = tokenizer == null ? own : own.withTokenizer(tokenizer);
        checkpoint.write(folder, ImmutableList.copyOf(offsets), file -> {
            out.println(String.format(Locale.ROOT, "%s (%.1f MB)", file, megabytes(file)));
        });
        out.println("These models were never trained: images made with them are noise.");
        return 0;
    }

    private static double megabytes(Path file) {
        try {
            return Files.size(file) / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

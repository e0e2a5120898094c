package io.iclight.cli.train;

import io.iclight.cli.option.Bounds;
import io.iclight.train.data.SceneFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train scenes}: renders the pictures that the other stages learn from. */
@Command(
        name = "scenes",
        description = "Renders scenes to files; files that are there already are kept.",
        mixinStandardHelpOptions = true)
final class ScenesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--first", defaultValue = "1", description = "The first scene's seed: ${DEFAULT-VALUE}.")
    private long first;

    @Option(
            names = "--count",
            defaultValue = "2000",
            description = "How many scenes, 1 to 1000000. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--size",
            defaultValue = "128",
            description = "Of the pictures, in pixels, 32 to 1024. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--per-file",
            defaultValue = "50",
            description = "How many scenes a file has, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int perFile;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder of the files.")
    private Path folder;

    @Override
    public Integer call() {
        new Bounds(1, 1_000_000).check(spec, "--count", count);
        new Bounds(32, 1024).check(spec, "--size", size);
        new Bounds(1, 1000).check(spec, "--per-file", perFile);
        PrintWriter out = spec.commandLine().getOut();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made: " + e, e);
        }
        for (long seed = first; seed < first + count; seed += perFile) {
            int scenes = (int) Math.min(perFile, first + count - seed);
            Path file = folder.resolve(String.format(Locale.ROOT, "scenes-%08d-%d.safetensors", seed, scenes));
            if (!Files.exists(file)) {
                SceneFile.render(seed, scenes, size, file, rendered -> {});
                out.println(file);
            }
        }
        return 0;
    }
}

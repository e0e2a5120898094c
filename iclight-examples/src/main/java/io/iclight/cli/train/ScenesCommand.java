package io.iclight.cli.train;

import io.iclight.cli.option.Bounds;
import io.iclight.train.data.SceneFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iclight train scenes}: renders the pictures that the other stages learn from. */
@Command(
        name = "scenes",
        description = "Renders scenes to files; files that are there already are kept.",
        mixinStandardHelpOptions = true)
final class ScenesCommand implements Callable<Integer> {

    private static final int USUAL_PER_FILE = 50;
    private static final int MOST_PER_FILE = 1000;

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
            paramLabel = "SCENES",
            description = "How many scenes a file has, 1 to 1000, and as many as fit into 640 MiB: 59 of 512 pixels."
                    + " Default: 50, or as many as fit.")
    private Optional<Integer> perFile;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder of the files.")
    private Path folder;

    @Override
    public Integer call() {
        new Bounds(1, 1_000_000).check(spec, "--count", count);
        new Bounds(0, Long.MAX_VALUE - count).check(spec, "--first", first);
        new Bounds(32, 1024).check(spec, "--size", size);
        int together = together();
        PrintWriter out = spec.commandLine().getOut();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made: " + e, e);
        }
        for (long seed = first; seed < first + count; seed += together) {
            int scenes = (int) Math.min(together, first + count - seed);
            Path file = folder.resolve(String.format(Locale.ROOT, "scenes-%08d-%d.safetensors", seed, scenes));
            if (Files.exists(file)) {
                SceneFile.requireSize(file, size);
            } else {
                SceneFile.render(seed, scenes, size, file, rendered -> {});
                out.println(file);
            }
        }
        return 0;
    }

    /** How many scenes a file has; checked before any is rendered. */
    private int together() {
        int most = SceneFile.mostScenes(size);
        perFile.ifPresent(given -> {
            new Bounds(1, MOST_PER_FILE).check(spec, "--per-file", given);
            if (given > most) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--per-file must be 1 to " + most + " for pictures of " + size + " pixels, was " + given
                                + ": a file would have more than 640 MiB; lower it, or --size");
            }
        });
        return perFile.orElse(Math.min(USUAL_PER_FILE, most));
    }
}

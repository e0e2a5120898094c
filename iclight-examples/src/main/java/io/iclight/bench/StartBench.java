package io.iclight.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.synthesis.SyntheticCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Times how a program starts: from a checkpoint, from models that are kept as they are computed with, and from these and what its
 * picture was encoded to before. Each start is a JVM of its own.
 *
 * @param checkpoint is written to a temporary folder, for a while; kept models take as much again
 * @param runs how often each start is timed
 * @param program the arguments of {@code java} that print {@link StartTimes#line} for the checkpoint's folder, and those of the
 *     kept models and latents, if any, that follow
 */
public record StartBench(SyntheticCheckpoint checkpoint, int runs, ImmutableList<String> program) {

    /**
     * A start.
     *
     * @param name from what
     * @param times how long it took
     */
    public record Start(String name, StartTimes times) {}

    /**
     * Measures. Files are in the system's memory by then, since they have just been written.
     *
     * @param listener is told of each start
     * @return the starts, in order
     */
    public ImmutableList<Start> run(Consumer<Start> listener) {
        ImmutableList.Builder<Start> starts = ImmutableList.builder();
        run((name, times) -> {
            Start start = new Start(name, times);
            starts.add(start);
            listener.accept(start);
        });
        return starts.build();
    }

    private void run(BiConsumer<String, StartTimes> listener) {
        try {
            Path folder = Files.createTempDirectory("iclight-start");
            try {
                Path models = folder.resolve("models");
                Path packed = folder.resolve("packed");
                Path latents = folder.resolve("latents");
                checkpoint.write(models, ImmutableList.of(IcLightModel.FC), file -> {});
                for (int i = 0; i < runs; i++) {
                    listener.accept("from the checkpoint", start(models));
                }
                listener.accept("from it, keeping the models", start(models, packed));
                for (int i = 0; i < runs; i++) {
                    listener.accept("from the kept models", start(models, packed));
                }
                listener.accept("from them, keeping latents", start(models, packed, latents));
                for (int i = 0; i < runs; i++) {
                    listener.accept("from kept models and latents", start(models, packed, latents));
                }
            } finally {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a start cannot be measured in a temporary folder: " + e, e);
        }
    }

    private StartTimes start(Path... folders) throws IOException {
        ImmutableList.Builder<String> command = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(ManagementFactory.getRuntimeMXBean().getInputArguments())
                .addAll(program);
        List.of(folders).forEach(folder -> command.add(folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command.build()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("a start's process ended with exit code " + exit);
            }
            return StartTimes.parse(said);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a start's process ran", e);
        }
    }
}

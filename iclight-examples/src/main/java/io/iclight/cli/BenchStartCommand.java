package io.iclight.cli;

import com.google.common.collect.ImmutableList;
import io.iclight.EncodedPictures;
import io.iclight.Precision;
import io.iclight.Relighter;
import io.iclight.RelighterBuilder;
import io.iclight.bench.StartTimes;
import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.ElementType;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight bench-start}: the process that {@code iclight bench --starts} times. */
@Command(name = "bench-start", description = "Is timed by iclight bench --starts.", hidden = true)
final class BenchStartCommand implements Runnable {

    private static final ImageSize SIZE = new ImageSize(512, 512);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "The checkpoint's folder.")
    private Path model;

    @Parameters(index = "1", arity = "0..1", paramLabel = "PACKED", description = "Where models are kept.")
    private Optional<Path> packed;

    @Parameters(index = "2", arity = "0..1", paramLabel = "LATENTS", description = "Where pictures' latents are kept.")
    private Optional<Path> latents;

    @Option(names = "--store", converter = StoredType.class, description = "What weights are kept as in memory.")
    private Optional<ElementType> stored;

    /**
     * Makes the arguments of {@code java} that run this, but for the folders.
     *
     * @param threads of a computation
     * @param stored what weights are kept as, or empty for what a program has that does not ask
     */
    static ImmutableList<String> program(int threads, Optional<ElementType> stored) {
        ImmutableList.Builder<String> program = ImmutableList.builder();
        program.add("-Diclight.threads=" + threads, Iclight.class.getName(), "bench-start");
        stored.ifPresent(type -> program.add("--store", type.name()));
        return program.build();
    }

    @Override
    public void run() {
        RelighterBuilder builder = Relighter.builder().model(model);
        stored.ifPresent(type -> builder.precision(Precision.FULL.storing(type)));
        packed.ifPresent(builder::packedIn);
        latents.map(EncodedPictures::keptIn).ifPresent(builder::encodedPictures);
        spec.commandLine().getOut().println(StartTimes.measure(builder, SIZE).line());
    }
}

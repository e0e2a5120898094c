package io.iclight.cli;

import io.iclight.Relighter;
import io.iclight.RelighterBuilder;
import io.iclight.bench.StartTimes;
import io.iclight.io.image.ImageSize;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

    @Override
    public void run() {
        RelighterBuilder builder = Relighter.builder().model(model);
        packed.ifPresent(builder::packedIn);
        spec.commandLine().getOut().println(StartTimes.measure(builder, SIZE).line());
    }
}

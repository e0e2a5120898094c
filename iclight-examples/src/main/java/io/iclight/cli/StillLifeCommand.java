package io.iclight.cli;

import io.iclight.cli.option.Bounds;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.io.image.ImageFormat;
import io.iclight.train.render.StillLife;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight still-life}: renders a subject to relight, for whoever has no photograph at hand. */
@Command(
        name = "still-life",
        description = "Renders a subject to relight: a bust, a vase and fruit, with a matte.",
        mixinStandardHelpOptions = true)
final class StillLifeCommand implements Callable<Integer> {

    private static final Bounds SIDE = new Bounds(32, 4096);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            defaultValue = "768",
            description = "32 to 4096: ${DEFAULT-VALUE}.")
    private int width;

    @Option(
            names = "--height",
            paramLabel = "PIXELS",
            defaultValue = "960",
            description = "32 to 4096: ${DEFAULT-VALUE}.")
    private int height;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The picture to write: .png or .webp, which can be transparent.")
    private Path output;

    @Override
    public Integer call() {
        SIDE.check(spec, "--width", width);
        SIDE.check(spec, "--height", height);
        OutputNames.of(output);
        if (ImageFormat.ofFileName(output.toString()).equals(Optional.of(ImageFormat.JPEG))) {
            throw new UsageException("a JPEG cannot be transparent; name a file that ends in .png or .webp");
        }
        Image picture = StillLife.photograph(width, height);
        ImageEncoding.forFile(output).write(picture, output);
        PrintWriter out = spec.commandLine().getOut();
        out.println(output + " (" + picture.size() + ")");
        return 0;
    }
}

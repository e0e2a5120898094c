package io.iclight.cli;

import io.iclight.cli.option.Bounds;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageEncoding;
import io.iclight.train.sheet.ContactSheet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iclight contact-sheet}: draws samples of the rendered training data. */
@Command(
        name = "contact-sheet",
        description =
                "Draws samples of the rendered training data, a row for each scene, or for two where there are many.",
        footer = {
            "",
            "Columns: the degraded foreground, the matte, light from the left, the right, above and",
            "below, two light phrases with their backdrops, the normals."
        },
        mixinStandardHelpOptions = true)
final class ContactSheetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first scene's seed; the others follow. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--scenes",
            paramLabel = "COUNT",
            defaultValue = "12",
            description = "How many scenes, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int scenes;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "128",
            description = "The size of each picture, 32 to 512. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The picture to write: .png, .jpg or .webp.")
    private Path output;

    @Override
    public Integer call() {
        new Bounds(1, 1000).check(spec, "--scenes", scenes);
        new Bounds(32, 512).check(spec, "--size", size);
        ContactSheet rows = rows();
        OutputNames.of(output);
        PrintWriter out = spec.commandLine().getOut();
        Image sheet = rows.draw(out::println);
        ImageEncoding.forFile(output).write(sheet, output);
        out.println(output + " (" + sheet.size() + ")");
        return 0;
    }

    private ContactSheet rows() {
        try {
            return new ContactSheet(seed, scenes, size);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ": lower --scenes or --size", e);
        }
    }
}

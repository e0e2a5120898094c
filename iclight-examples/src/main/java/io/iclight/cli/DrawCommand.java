package io.iclight.cli;

import io.iclight.examples.GuidePictures;
import io.iclight.figures.Figure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight draw}: the figures of the guides. */
@Command(
        name = "draw",
        description = "Draws the figures of the guides, from what the library computes.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class DrawCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FIGURE", arity = "0..*", description = "Which: ${COMPLETION-CANDIDATES}; default all.")
    private List<Figure> figures = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "docs/images",
            description = "A folder that is there; default ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--pictures", description = "Draws the pictures of rendered subjects too.")
    private boolean pictures;

    @Override
    public Integer call() {
        for (Figure figure : figures.isEmpty() ? List.of(Figure.values()) : figures) {
            spec.commandLine().getOut().println(figure.drawInto(folder));
        }
        if (pictures) {
            GuidePictures.main(folder.toString(), "200", "250");
        }
        return 0;
    }
}

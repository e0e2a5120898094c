package io.iclight.cli.train;

import io.iclight.train.ModelAverage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code iclight train average}. */
@Command(
        name = "average",
        description = "Averages two models that went on from the same one, parameter by parameter.",
        mixinStandardHelpOptions = true)
final class AverageCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FIRST", description = "A model that pack made.")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "Another.")
    private Path second;

    @Option(
            names = "--share",
            defaultValue = "0.5",
            description = "Of the first model, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The model to write.")
    private Path folder;

    @Override
    public Integer call() {
        new ModelAverage(first, second, share)
                .write(folder, file -> spec.commandLine().getOut().println(file));
        return 0;
    }
}

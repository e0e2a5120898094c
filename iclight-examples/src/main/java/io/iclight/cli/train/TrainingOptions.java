package io.iclight.cli.train;

import io.iclight.train.optim.Recipe;
import io.iclight.train.optim.Training;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every stage of training can be told. */
final class TrainingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The folder of the training: checkpoint, log, curve, and the best model.")
    private Path folder;

    @Option(names = "--steps", defaultValue = "10000", description = "How many: ${DEFAULT-VALUE}.")
    private long steps;

    @Option(names = "--rate", defaultValue = "1e-3", description = "The greatest learning rate: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "Of everything that is drawn: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--log-every",
            defaultValue = "20",
            paramLabel = "STEPS",
            description = "How many steps a line of the log stands for: ${DEFAULT-VALUE}.")
    private int logEvery;

    @Option(
            names = "--keep-every",
            defaultValue = "200",
            paramLabel = "STEPS",
            description = "How many steps lie between checkpoints: ${DEFAULT-VALUE}.")
    private int keepEvery;

    /** To be asked for before anything is read: what is out of range is wrong usage. */
    Training training() {
        try {
            return new Training(folder, Recipe.of(rate, steps), logEvery, keepEvery);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    long seed() {
        return seed;
    }
}

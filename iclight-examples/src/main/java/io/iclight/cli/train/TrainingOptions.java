package io.iclight.cli.train;

import io.iclight.train.optim.Recipe;
import io.iclight.train.optim.Training;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every stage of training can be told. */
final class TrainingOptions {

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

    Training training() {
        return new Training(folder, Recipe.of(rate, steps), logEvery, keepEvery);
    }

    long seed() {
        return seed;
    }
}

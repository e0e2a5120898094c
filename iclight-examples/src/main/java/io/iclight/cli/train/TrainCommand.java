package io.iclight.cli.train;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iclight train}: the stages of training a model, a command each. */
@Command(
        name = "train",
        description = "Trains a model on rendered pictures, stage by stage.",
        subcommands = {
            VocabularyCommand.class,
            ScenesCommand.class,
            AutoencoderCommand.class,
            LatentsCommand.class,
            UNetCommand.class,
            ConsistencyCommand.class,
            PackCommand.class,
            AverageCommand.class,
            MattingCommand.class,
            BundleCommand.class
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private TrainCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a stage of training");
    }
}

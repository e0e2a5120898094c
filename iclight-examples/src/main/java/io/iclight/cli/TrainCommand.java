package io.iclight.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iclight train}: the stages of training a model, a command each. */
@Command(
        name = "train",
        description = "Trains a model on rendered pictures, stage by stage.",
        subcommands = {
            TrainVocabularyCommand.class,
            TrainScenesCommand.class,
            TrainAutoencoderCommand.class,
            TrainLatentsCommand.class,
            TrainUNetCommand.class,
            TrainConsistencyCommand.class,
            TrainPackCommand.class,
            TrainMattingCommand.class,
            TrainBundleCommand.class
        },
        mixinStandardHelpOptions = true)
final class TrainCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a stage of training");
    }
}

package io.iclight.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train consistency}. */
@Command(
        name = "consistency",
        description = "Goes on training an offset, so that light adds up in what it predicts.",
        mixinStandardHelpOptions = true)
final class TrainConsistencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private SchoolingOptions schoolings;

    @Mixin
    private OffsetOptions offset;

    @Option(
            names = "--weight",
            defaultValue = "0.1",
            description = "Of the consistency against the loss of diffusion: ${DEFAULT-VALUE}.")
    private double weight;

    @Override
    public Integer call() {
        FlushedLines progress = new FlushedLines(spec.commandLine().getOut());
        schoolings.run(
                options.seed(),
                schooling -> offset.training(weight, options.training()).run(schooling, progress));
        return 0;
    }
}

package io.iclight.cli.train;

import io.iclight.models.checkpoint.PredictionType;
import io.iclight.train.diffusion.ModelStart;
import io.iclight.train.optim.Training;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train consistency}. */
@Command(
        name = "consistency",
        description = "Goes on training a model, or an offset, so that light adds up in what it predicts.",
        mixinStandardHelpOptions = true)
final class ConsistencyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private SchoolingOptions schoolings;

    /** What is trained. */
    @ArgGroup(multiplicity = "1")
    private Subject subject;

    /** A model of one's own, or an offset to another. */
    private static final class Subject extends SchoolingSubject {

        @ArgGroup(exclusive = false)
        private TrainedModel model;

        @Override
        ModelStart start() {
            return model.start();
        }
    }

    /** What a model of one's own goes on from. */
    private static final class TrainedModel {

        @Option(
                names = "--unet",
                required = true,
                paramLabel = "DIR",
                description = "Go on from this training of UNet and text encoder, or from a model made of it.")
        private Path unet;

        @Option(
                names = "--prediction",
                paramLabel = "TYPE",
                description =
                        "What the UNet shall predict from now on: epsilon, v_prediction or sample. Default: what it does.")
        private Optional<PredictionType> prediction;

        ModelStart start() {
            return ModelStart.ofTrained(unet, prediction);
        }
    }

    @Option(
            names = "--weight",
            defaultValue = "2",
            description = "Of the consistency against the loss of diffusion; 0 for none, to compare: ${DEFAULT-VALUE}.")
    private double weight;

    @Override
    public Integer call() {
        Consumer<String> progress = spec.commandLine().getOut()::println;
        Training training = options.training();
        schoolings.run(options.seed(), schooling -> subject.learn(weight, training, schooling, progress));
        return 0;
    }
}

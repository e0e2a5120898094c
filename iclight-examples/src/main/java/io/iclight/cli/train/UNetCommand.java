package io.iclight.cli.train;

import io.iclight.models.checkpoint.PredictionType;
import io.iclight.train.diffusion.ModelStart;
import io.iclight.train.optim.Training;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train unet}. */
@Command(
        name = "unet",
        description = "Trains UNet and text encoder on latents of rendered scenes.",
        mixinStandardHelpOptions = true)
final class UNetCommand implements Callable<Integer> {

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
        private NewModel model;

        @Override
        ModelStart start() {
            return model.start();
        }
    }

    /** What a model of one's own is. */
    private static final class NewModel {

        @Option(
                names = "--tokenizer",
                required = true,
                paramLabel = "DIR",
                description = "Train a new UNet and text encoder for this vocabulary.")
        private Path tokenizer;

        @Option(
                names = "--prediction",
                defaultValue = "v_prediction",
                paramLabel = "TYPE",
                description =
                        "What the UNet shall predict: epsilon, v_prediction or sample. Default: ${DEFAULT-VALUE}.")
        private PredictionType prediction;

        ModelStart start() {
            return ModelStart.ofMini(tokenizer, prediction);
        }
    }

    @Override
    public Integer call() {
        Consumer<String> progress = spec.commandLine().getOut()::println;
        Training training = options.training();
        schoolings.run(options.seed(), schooling -> subject.learn(0, training, schooling, progress));
        return 0;
    }
}

package io.iclight.cli.train;

import io.iclight.train.MiniConfig;
import io.iclight.train.matting.MattingTraining;
import io.iclight.train.matting.RenderedPictures;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iclight train matting}. */
@Command(
        name = "matting",
        description = "Trains the matting network on composites of rendered pictures.",
        mixinStandardHelpOptions = true)
final class MattingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrainingOptions options;

    @Option(names = "--scenes", required = true, paramLabel = "DIR", description = "Rendered scenes to learn from.")
    private Path scenes;

    @Option(names = "--held-out", required = true, paramLabel = "DIR", description = "Rendered scenes to measure with.")
    private Path heldOut;

    @Option(names = "--batch", defaultValue = "16", description = "How many composites a step has: ${DEFAULT-VALUE}.")
    private int batch;

    @Override
    public Integer call() {
        try (RenderedPictures pictures = RenderedPictures.open(scenes);
                RenderedPictures others = RenderedPictures.open(heldOut)) {
            new MattingTraining(MiniConfig.MATTING.json(), options.training(), batch, options.seed())
                    .run(pictures, others, spec.commandLine().getOut()::println);
        }
        return 0;
    }
}

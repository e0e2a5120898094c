package io.iclight.cli.train;

import io.iclight.models.iclight.IcLightModel;
import io.iclight.train.diffusion.OffsetTraining;
import io.iclight.train.optim.Training;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What an offset is trained for. */
final class OffsetOptions {

    @Option(
            names = "--base",
            required = true,
            paramLabel = "DIR",
            description = "Train an offset to this Stable Diffusion 1.5 checkpoint; its text encoder stays as it is.")
    private Path base;

    @Option(names = "--start", paramLabel = "FILE", description = "Begin with this offset.")
    private Path start;

    @Option(names = "--model", defaultValue = "fc", description = "What is trained, fc or fbc: ${DEFAULT-VALUE}.")
    private IcLightModel model;

    OffsetTraining training(double consistency, Training training) {
        return new OffsetTraining(base, Optional.ofNullable(start), model, consistency, training);
    }
}

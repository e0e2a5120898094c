package io.iclight.cli;

import io.iclight.Relighter;
import io.iclight.RelighterBuilder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which models a relight takes. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "A Stable Diffusion 1.5 model in diffusers' layout.")
    private Path model;

    @Option(
            names = "--iclight",
            paramLabel = "FILE",
            required = true,
            description =
                    "IC-Light's offset, iclight_sd15_fc.safetensors, or iclight_sd15_fbc.safetensors for backgrounds.")
    private Path iclight;

    @Option(
            names = "--matting",
            paramLabel = "PATH",
            description = "RMBG-1.4, a network that finds the subject: model.safetensors, or the folder that has it.")
    private Optional<Path> matting;

    RelighterBuilder builder() {
        RelighterBuilder builder = Relighter.builder().model(model).iclight(iclight);
        matting.ifPresent(builder::matting);
        return builder;
    }
}

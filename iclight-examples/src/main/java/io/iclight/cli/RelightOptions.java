package io.iclight.cli;

import io.iclight.request.RequestSettings;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings of a relight that have a default; what is not given stays as the library has it. */
final class RelightOptions {

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "Size of the first pass, multiples of 8; default 512x640, unless the model has its own.")
    private Optional<Size> size;

    @Mixin
    private SeedOptions seeds = new SeedOptions();

    @Mixin
    private PromptOptions prompts = new PromptOptions();

    @Mixin
    private SamplingOptions sampling = new SamplingOptions();

    @Mixin
    private GuidanceOptions guidance = new GuidanceOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private FinishOptions finishes = new FinishOptions();

    @Option(names = "--lowres-denoise", description = "How much of the light's picture is replaced; default 0.9.")
    private Optional<Double> lowresDenoise;

    @Option(
            names = "--highres-scale",
            description =
                    "How much larger the second pass is; default 1.5, unless the model has its own; 0 leaves it out.")
    private Optional<Double> highresScale;

    @Option(
            names = "--highres-denoise",
            description = "How much the second pass replaces; default 0.5, unless the model has its own.")
    private Optional<Double> highresDenoise;

    <S extends RequestSettings<S>> S apply(S relighting) {
        size.ifPresent(given -> relighting.size(given.width(), given.height()));
        lowresDenoise.ifPresent(relighting::lowresDenoise);
        seeds.apply(relighting);
        prompts.apply(relighting);
        sampling.apply(relighting);
        guidance.apply(relighting);
        network.apply(relighting);
        finishes.apply(relighting);
        return highres(relighting);
    }

    private <S extends RequestSettings<S>> S highres(S relighting) {
        if (highresScale.filter(scale -> scale == 0).isPresent()) {
            if (highresDenoise.isPresent()) {
                throw new UsageException("--highres-denoise needs the second pass, which --highres-scale 0 leaves out");
            }
            return relighting.withoutHighres();
        }
        highresScale.ifPresent(relighting::highresScale);
        highresDenoise.ifPresent(relighting::highresDenoise);
        return relighting;
    }
}

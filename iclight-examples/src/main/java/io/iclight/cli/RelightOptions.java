package io.iclight.cli;

import io.iclight.request.HighresPass;
import io.iclight.request.RequestSettings;
import io.iclight.request.SamplingMethod;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The settings of a relight that have a default; what is not given stays as the library has it. */
final class RelightOptions {

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "Size of the first pass, multiples of 8; default 512x640.")
    private Optional<Size> size;

    @Option(names = "--seed", description = "Of the noise; default 12345.")
    private Optional<Long> seed;

    @Option(names = "--steps", description = "Default 25, or 20 with a background model.")
    private Optional<Integer> steps;

    @Option(names = "--images", description = "How many pictures; default 1.")
    private Optional<Integer> images;

    @Option(
            names = "--cfg",
            description = "How strongly the prompt is followed; default 2, or 7 with a background model.")
    private Optional<Double> guidanceScale;

    @Option(names = "--negative", description = "What the picture should not show; default as in IC-Light's demo.")
    private Optional<String> negativePrompt;

    @Option(names = "--added", description = "Joined to the prompt; default \"best quality\".")
    private Optional<String> addedPrompt;

    @Option(names = "--lowres-denoise", description = "How much of the light's picture is replaced; default 0.9.")
    private Optional<Double> lowresDenoise;

    @Option(
            names = "--highres-scale",
            description = "How much larger the second pass is; default 1.5; 0 leaves it out.")
    private Optional<Double> highresScale;

    @Option(names = "--highres-denoise", description = "How much the second pass replaces; default 0.5.")
    private Optional<Double> highresDenoise;

    @Option(
            names = "--sampler",
            converter = RelightCommand.SamplingConverter.class,
            description = "dpmpp_2m_sde_karras (default), euler_ancestral, ddim.")
    private Optional<SamplingMethod> sampling;

    <S extends RequestSettings<S>> S apply(S relighting) {
        size.ifPresent(given -> relighting.size(given.width(), given.height()));
        seed.ifPresent(relighting::seed);
        steps.ifPresent(relighting::steps);
        images.ifPresent(relighting::images);
        guidanceScale.ifPresent(relighting::guidanceScale);
        negativePrompt.ifPresent(relighting::negativePrompt);
        addedPrompt.ifPresent(relighting::addedPrompt);
        lowresDenoise.ifPresent(relighting::lowresDenoise);
        sampling.ifPresent(relighting::sampling);
        return highres(relighting);
    }

    private <S extends RequestSettings<S>> S highres(S relighting) {
        if (highresScale.isPresent() && highresScale.get() == 0) {
            return relighting.withoutHighres();
        }
        return relighting.highres(
                highresScale.orElse(HighresPass.DEFAULT.scale()), highresDenoise.orElse(HighresPass.DEFAULT.denoise()));
    }
}

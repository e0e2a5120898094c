package io.iclight.cli;

import io.iclight.request.RequestSettings;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How strongly the prompt is followed. */
final class GuidanceOptions {

    @Option(
            names = "--cfg",
            description =
                    "How strongly the prompt is followed; default 2, or 7 with a background model; 1 takes half the time.")
    private Optional<Double> scale;

    @Option(
            names = "--cfg-rescale",
            paramLabel = "SHARE",
            description = "Gives a guided prediction the spread of the unguided one, 0 to 1; default 0.")
    private Optional<Double> rescale;

    @Option(
            names = "--cfg-interval",
            arity = "2",
            paramLabel = "SHARE",
            description = "Guides during a part of the run alone, such as 0 0.8; default 0 1.")
    private List<Double> interval = List.of();

    void apply(RequestSettings<?> relighting) {
        if (rescale.isEmpty() && interval.isEmpty()) {
            scale.ifPresent(relighting::guidanceScale);
            return;
        }
        Guidance plain = new ClassifierFree(scale.orElseThrow(
                () -> new UsageException("--cfg-rescale and --cfg-interval need --cfg, the scale that they change")));
        Guidance rescaled =
                rescale.<Guidance>map(share -> new Rescaled(plain, share)).orElse(plain);
        relighting.guidance(interval.isEmpty() ? rescaled : new Interval(rescaled, interval.get(0), interval.get(1)));
    }
}

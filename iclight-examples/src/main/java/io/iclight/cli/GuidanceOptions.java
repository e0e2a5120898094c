package io.iclight.cli;

import io.iclight.request.RequestSettings;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.EveryNth;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.samplers.guidance.ScaleCurve;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How strongly the prompt is followed. */
final class GuidanceOptions {

    @Option(
            names = "--cfg",
            description =
                    "How strongly the prompt is followed; default 2, or 7 with a background model, unless the model has its own;"
                            + " 1 takes half the time.")
    private Optional<Double> scale;

    @Option(
            names = "--cfg-rescale",
            paramLabel = "SHARE",
            description = "Gives a guided prediction the spread of the positive prompt's, 0 to 1; default 0.")
    private Optional<Double> rescale;

    @Option(
            names = "--cfg-interval",
            arity = "2",
            paramLabel = "SHARE",
            description = "Guides during a part of the run alone, such as 0 0.8; default 0 1.")
    private List<Double> interval = List.of();

    @Option(
            names = "--cfg-every",
            paramLabel = "STEPS",
            description =
                    "Guides every so many steps alone; with --patch guidance_reuse the others repeat the last; default 1.")
    private Optional<Integer> every;

    @Option(
            names = "--cfg-mimic",
            paramLabel = "SCALE",
            description =
                    "Dynamic thresholding: a guided prediction gets the spread that this lower scale would give it.")
    private Optional<Double> mimic;

    @Option(
            names = "--cfg-percentile",
            paramLabel = "SHARE",
            description = "Of --cfg-mimic: which share of the values counts as the spread, 0 to 1; default 1.")
    private Optional<Double> percentile;

    /** Each option changes what there was before it: the scale that was given, or the model's own. */
    void apply(RequestSettings<?> relighting) {
        scale.ifPresent(relighting::guidanceScale);
        if (mimic.isPresent()) {
            relighting.adjustGuidance(this::thresholded);
        } else if (percentile.isPresent()) {
            throw new UsageException("--cfg-percentile needs --cfg-mimic, whose spread it measures");
        }
        rescale.ifPresent(share -> relighting.adjustGuidance(rule -> new Rescaled(rule, share)));
        every.ifPresent(steps -> relighting.adjustGuidance(rule -> new EveryNth(rule, steps)));
        if (!interval.isEmpty()) {
            relighting.adjustGuidance(rule -> new Interval(rule, interval.get(0), interval.get(1)));
        }
    }

    private Guidance thresholded(Guidance rule) {
        if (!(rule instanceof ClassifierFree plain)) {
            throw new UsageException(
                    "--cfg-mimic needs --cfg: the model's own guidance is no plain scale, but " + rule);
        }
        return new DynamicThresholding(
                ScaleCurve.constant(plain.scale()),
                ScaleCurve.constant(mimic.orElseThrow()),
                percentile.orElse(1.0),
                DynamicThresholding.Extent.CHANNEL,
                DynamicThresholding.Origin.MEAN,
                DynamicThresholding.Spread.ABSOLUTE,
                1);
    }
}

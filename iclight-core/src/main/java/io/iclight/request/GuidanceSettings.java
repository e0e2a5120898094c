package io.iclight.request;

import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.EveryNth;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.samplers.guidance.ScaleCurve;

/**
 * How strongly the prompt is followed: a rule of {@code io.iclight.samplers.guidance}, or one's own.
 *
 * <pre>{@code
 * GuidanceSettings plain = GuidanceSettings.of(2);
 * GuidanceSettings gentle = new GuidanceSettings(new Interval(new Rescaled(new ClassifierFree(5), 0.7), 0, 0.8));
 * }</pre>
 *
 * @param rule combines the predictions with and without the prompt
 */
public record GuidanceSettings(Guidance rule) {

    /** The text-conditioned demo's own setting. */
    public static final GuidanceSettings DEFAULT = of(2);

    /** Checks what the rules of the library do not check for themselves. */
    public GuidanceSettings {
        Requirement.given("guidance", rule);
        check(rule);
    }

    /**
     * Makes plain classifier-free guidance.
     *
     * @param scale 0..100; at 1 and below the negative prompt has no part, and a step takes half the time
     * @return the settings
     */
    public static GuidanceSettings of(double scale) {
        return new GuidanceSettings(new ClassifierFree(scale));
    }

    private static void check(Guidance rule) {
        if (rule instanceof ClassifierFree plain) {
            Requirement.inRange("guidance scale", plain.scale(), 0, 100);
        } else if (rule instanceof Rescaled rescaled) {
            Requirement.inRange("guidance rescale", rescaled.share(), 0, 1);
            check(rescaled.guidance());
        } else if (rule instanceof Interval interval) {
            check(interval.guidance());
        } else if (rule instanceof EveryNth nth) {
            check(nth.guidance());
        } else if (rule instanceof DynamicThresholding thresholding) {
            check("guidance scale", thresholding.scale());
            check("guidance mimic scale", thresholding.mimic());
            Requirement.inRange("share of thresholding", thresholding.share(), 0, 1);
        }
    }

    private static void check(String name, ScaleCurve curve) {
        Requirement.inRange(name, curve.scale(), 0, 100);
        Requirement.inRange("minimum of " + name, curve.minimum(), 0, 100);
        Requirement.inRange("parameter of " + name, curve.parameter(), 0, 100);
    }

    /**
     * Says whether each picture of a batch is guided as it would be alone.
     *
     * @return false for thresholding by a spread of the whole batch, and for rules that are not the library's
     */
    public boolean treatsEachAlone() {
        return treatsEachAlone(rule);
    }

    private static boolean treatsEachAlone(Guidance rule) {
        if (rule instanceof Rescaled rescaled) {
            return treatsEachAlone(rescaled.guidance());
        }
        if (rule instanceof Interval interval) {
            return treatsEachAlone(interval.guidance());
        }
        if (rule instanceof EveryNth nth) {
            return treatsEachAlone(nth.guidance());
        }
        if (rule instanceof DynamicThresholding thresholding) {
            return thresholding.extent() == DynamicThresholding.Extent.CHANNEL;
        }
        return rule instanceof ClassifierFree;
    }

    /**
     * Tells how many pictures the network is asked for at each step, for each picture that is made.
     *
     * @return from 1, for the positive prompt alone, to 2; an average over the run
     */
    public double predictionsPerStep() {
        return predictionsPerStep(rule);
    }

    private static double predictionsPerStep(Guidance rule) {
        if (rule instanceof ClassifierFree plain) {
            return plain.scale() > 1 ? 2 : 1;
        }
        if (rule instanceof Rescaled rescaled) {
            return predictionsPerStep(rescaled.guidance());
        }
        if (rule instanceof EveryNth nth) {
            return 1 + (predictionsPerStep(nth.guidance()) - 1) / nth.interval();
        }
        if (rule instanceof Interval interval) {
            return 1 + (predictionsPerStep(interval.guidance()) - 1) * (interval.stop() - interval.start());
        }
        return 2;
    }
}

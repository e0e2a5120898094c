package io.iclight.parity.sampling;

import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Moment;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.samplers.guidance.ScaleCurve;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Guidance formulas on given predictions, and whole runs with them. */
public final class GuidanceSuite implements ParitySuite {

    /** Formulas do not look at it. */
    private static final NoiseLevel ANY_LEVEL = NoiseLevel.varianceExploding(1, 0);

    /** The suite {@code guidance}. */
    public GuidanceSuite() {}

    @Override
    public String name() {
        return "guidance";
    }

    @Override
    public void run(ParityCase parityCase, Placement placement, Findings findings) {
        JsonObject args = parityCase.args();
        if (args.has("runs")) {
            args.objects("runs").forEach(run -> reportInterval(run, findings));
        } else if (parityCase.json().has("config")) {
            DiffusersRun.report(parityCase, findings);
        } else if (args.has("guidance_rescale")) {
            Tensor guided = parityCase.tensor("noise_cfg");
            Tensor conditional = parityCase.tensor("noise_pred_text");
            Guidance given = (negative, positive, moment) -> guided;
            Guidance rescaled = new Rescaled(given, args.number("guidance_rescale"));
            findings.report("noise_pred", rescaled.combine(conditional, conditional, moment(0, 1)));
        } else {
            findings.report("noise_pred", combined(parityCase));
        }
    }

    private static Tensor combined(ParityCase parityCase) {
        JsonObject args = parityCase.args();
        Tensor negative = parityCase.tensor("uncond");
        Tensor positive = parityCase.tensor("cond");
        return args.has("mimic_scale")
                ? thresholding(args).combine(negative, positive, moment(args.int32("step"), args.int32("max_steps")))
                : new ClassifierFree(args.number("guidance_scale")).combine(negative, positive, moment(0, 1));
    }

    private static Moment moment(int step, int steps) {
        return new Moment(step, steps, ANY_LEVEL);
    }

    private static void reportInterval(JsonObject run, Findings findings) {
        int steps = run.int32("num_inference_steps");
        Guidance always = (negative, positive, moment) -> positive;
        Interval interval = new Interval(always, run.number("start"), run.number("stop"));
        long[] enabled = IntStream.range(0, steps)
                .mapToLong(step -> interval.isActive(moment(step, steps)) ? 1 : 0)
                .toArray();
        findings.report("enabled." + run.string("key"), TensorData.ofLongs(enabled, steps));
    }

    private static DynamicThresholding thresholding(JsonObject args) {
        if (args.int32("experiment_mode") != 0) {
            throw new UnknownCaseException(args.origin() + ": experiment modes are not known");
        }
        return new DynamicThresholding(
                curve(args, "cfg"),
                curve(args, "mimic"),
                args.number("threshold_percentile"),
                args.bool("separate_feature_channels")
                        ? DynamicThresholding.Extent.CHANNEL
                        : DynamicThresholding.Extent.BATCH,
                DynamicThresholding.Origin.valueOf(args.string("scaling_startpoint")),
                args.string("variability_measure").equals("STD")
                        ? DynamicThresholding.Spread.DEVIATION
                        : DynamicThresholding.Spread.ABSOLUTE,
                args.number("interpolate_phi"));
    }

    private static ScaleCurve curve(JsonObject args, String prefix) {
        String shape = args.string(prefix + "_mode").toUpperCase(Locale.ROOT).replace(' ', '_');
        return new ScaleCurve(
                args.number(prefix + "_scale"),
                args.number(prefix + "_scale_min"),
                ScaleCurve.Shape.valueOf(shape),
                args.number("sched_val"));
    }
}

package io.iclight.parity.sampling;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonObject;
import io.iclight.io.tensor.TensorData;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** A call of one of k-diffusion's sampling functions. */
final class KDiffusionRun {

    private final ParityCase parityCase;
    private final JsonObject args;
    private final ModelCalls calls;

    private KDiffusionRun(ParityCase parityCase, ModelCalls calls) {
        this.calls = calls;
        this.parityCase = parityCase;
        this.args = parityCase.args();
    }

    static void report(ParityCase parityCase, Findings findings) {
        try (ModelCalls calls = new ModelCalls()) {
            new KDiffusionRun(parityCase, calls).report(findings);
        }
    }

    private void report(Findings findings) {
        Schedule schedule = schedule();
        KDiffusionSampler sampler = new KDiffusionSampler(args.string("function"), args.object("options"));
        GivenNoise noise = new GivenNoise(parityCase.tensor("noise"));
        Tensor start = start(noise, schedule.level(0));
        Callbacks callbacks = sampler.callbacks(calls);
        NoiseModel model = calls.notingCalls(AnalyticModel.named(args.string("denoiser")));
        Tensor result = sampler.sampler()
                .sample(calls.notingInputs(prediction().denoiser(model)), start, schedule, noise, callbacks);
        if (parityCase.outputs().contains("start")) {
            findings.report("start", start);
        }
        findings.report("callback_x", callbacks.stacked());
        findings.report("final", result);
        findings.report(
                "model_t", calls.timesteps().toArray(), calls.timesteps().length());
        findings.reportEqual("draws", noise.drawn(), args.integer("draws"));
    }

    private Tensor start(GivenNoise noise, NoiseLevel first) {
        Tensor sigmas = parityCase.tensor("noise");
        Tensor drawn = noise.next(sigmas.size(1), sigmas.size(2), sigmas.size(3), sigmas.size(4));
        return args.string("start").equals("img2img")
                ? first.noised(parityCase.tensor("init"), drawn)
                : drawn.mul(new Scalar(first.sigma()));
    }

    private Prediction prediction() {
        return Prediction.named(parityCase.config().string("prediction_type"))
                .orElseThrow(() -> new UnknownCaseException(parityCase + " has an unknown prediction_type"));
    }

    private Schedule schedule() {
        TrainingSchedule training = TrainingSchedule.of(BetasCases.betas(parityCase.config()));
        Schedule.Curve curve = args.bool("quantize") ? training.nearestExplodingCurve() : training.explodingCurve();
        ImmutableList<NoiseLevel> levels = Arrays.stream(TensorData.doubles(parityCase.tensor("sigmas")))
                .mapToObj(curve::at)
                .collect(ImmutableList.toImmutableList());
        return new Schedule(levels, curve);
    }
}

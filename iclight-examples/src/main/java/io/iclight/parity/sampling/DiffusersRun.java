package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.NoiseModel;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.StepListener;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.GuidedDenoiser;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.samplers.schedule.ImageToImage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The loop over a scheduler of diffusers, alone or in one of its pipelines. */
final class DiffusersRun {

    private static final Pattern SCHEDULER = Pattern.compile("(\\w+)Scheduler\\b");

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+)\\.\\d+");

    private final ParityCase parityCase;
    private final JsonObject args;
    private final DiffusersConfig config;
    private final DiffusersSampler sampler;
    private final Schedule planned;
    private final Schedule schedule;
    private final ModelCalls calls;

    private DiffusersRun(ParityCase parityCase, ModelCalls calls) {
        this.calls = calls;
        this.parityCase = parityCase;
        this.args = parityCase.args();
        String scheduler = named(SCHEDULER);
        this.config = new DiffusersConfig(scheduler, parityCase.config(), args.optional("set_timesteps", args::object));
        this.sampler = new DiffusersSampler(named(VERSION), scheduler, parityCase.config(), args);
        int steps = args.int32("num_inference_steps");
        this.planned = config.schedule(config.training(), steps);
        this.schedule =
                isImageToImage() ? planned.from(new ImageToImage(args.number("strength")).begin(steps)) : planned;
    }

    static void report(ParityCase parityCase, Findings findings) {
        try (ModelCalls calls = new ModelCalls()) {
            new DiffusersRun(parityCase, calls).report(findings);
        }
    }

    private String named(Pattern pattern) {
        Matcher matcher = pattern.matcher(parityCase.json().string("reference"));
        if (!matcher.find()) {
            throw new UnknownCaseException(parityCase + " names no scheduler of a version of diffusers");
        }
        return matcher.group(1);
    }

    private boolean isImageToImage() {
        return args.string("start").equals("img2img");
    }

    private void report(Findings findings) {
        GivenNoise noise = new GivenNoise(parityCase.tensor("noise"));
        Tensor start = start(noise);
        Tensor result =
                sampler.sampler().sample(calls.notingInputs(denoiser()), start, schedule, noise, StepListener.NONE);
        reportIfWanted(findings, "start", start);
        findings.report("trajectory", calls.trajectory(result));
        if (args.has("draws")) {
            findings.reportEqual("draws", noise.drawn(), args.integer("draws"));
        }
        reportIfWanted(findings, "model_t", calls.timesteps());
        reportIfWanted(findings, "unet_batch", calls.batches());
        reportIfWanted(findings, "enabled", calls.batches().gt(new Scalar(start.size(0))));
        DiffusersLists lists = DiffusersLists.of(planned, config);
        reportIfWanted(findings, "timesteps", lists.timesteps());
        reportIfWanted(findings, "sigmas", lists.sigmas());
    }

    private Tensor start(GivenNoise noise) {
        Tensor first = noise.next(shape());
        if (!isImageToImage()) {
            return first.mul(new Scalar(config.startFactor(planned)));
        }
        Tensor init = parityCase.tensor("init");
        long[] repeats = {first.size(0) / init.size(0), 1, 1, 1};
        return schedule.level(0).noised(init.repeat(repeats), first);
    }

    private long[] shape() {
        Tensor noise = parityCase.tensor("noise");
        return new long[] {noise.size(1), noise.size(2), noise.size(3), noise.size(4)};
    }

    private Denoiser denoiser() {
        NoiseModel model = calls.notingCalls(AnalyticModel.named(args.string("denoiser")));
        if (!args.has("guidance_scale")) {
            return sampler.restricted(sampler.prediction().denoiser(model));
        }
        NoiseModel both = calls.notingCalls(AnalyticModel::both);
        Denoiser guided = new GuidedDenoiser(both, model, guidance(), sampler.prediction(), schedule);
        return sampler.restricted(guided);
    }

    private Guidance guidance() {
        Guidance guidance = new ClassifierFree(args.number("guidance_scale"));
        if (args.has("guidance_rescale")) {
            guidance = new Rescaled(guidance, args.number("guidance_rescale"));
        }
        return args.has("start_fraction")
                ? new Interval(guidance, args.number("start_fraction"), args.number("stop_fraction"))
                : guidance;
    }

    private void reportIfWanted(Findings findings, String output, Tensor got) {
        if (parityCase.outputs().contains(output)) {
            findings.report(output, got);
        }
    }

    private void reportIfWanted(Findings findings, String output, ImmutableDoubleArray got) {
        if (parityCase.outputs().contains(output)) {
            findings.report(output, got.toArray(), got.length());
        }
    }
}

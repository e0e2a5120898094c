package io.iclight.parity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.Image;
import io.iclight.io.json.JsonObject;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.pipeline.PassObserver;
import io.iclight.pipeline.RelightModels;
import io.iclight.pipeline.RelightRun;
import io.iclight.pipeline.Scene;
import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import io.iclight.progress.RunProgress;
import io.iclight.request.HighresPass;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.Noise;

/**
 * The text-conditioned demo on one case: both passes end to end, and the second once more from the reference's own
 * first, where tolerances are closer.
 */
final class PipelineRun {

    private static final ImmutableMap<String, LightSource> LIGHTS = ImmutableMap.of(
            "None", LightSource.NONE,
            "Left Light", LightSide.LEFT,
            "Right Light", LightSide.RIGHT,
            "Top Light", LightSide.TOP,
            "Bottom Light", LightSide.BOTTOM);

    private static final ImmutableMap<String, SamplingMethod> METHODS = ImmutableMap.of(
            "DPMSolverMultistepScheduler", SamplingMethod.DPMPP_2M_SDE_KARRAS,
            "EulerAncestralDiscreteScheduler", SamplingMethod.EULER_ANCESTRAL,
            "DDIMScheduler", SamplingMethod.DDIM);

    /** The field of a case with the tolerances of a second pass from the reference's first. */
    private static final String CLOSER = "tolerance_from_pass1_pixels";

    private final ParityCase parityCase;
    private final RelightModels models;
    private final Findings findings;
    private final RelightRequest request;
    private final HighresPass highres;

    PipelineRun(ParityCase parityCase, RelightModels models, Findings findings) {
        this.parityCase = parityCase;
        this.models = models;
        this.findings = findings;
        JsonObject args = parityCase.args();
        this.highres = new HighresPass(args.number("highres_scale"), args.number("highres_denoise"));
        this.request = RelightRequest.builder()
                .prompt(args.string("prompt"))
                .addedPrompt(args.string("a_prompt"))
                .negativePrompt(args.string("n_prompt"))
                .size(args.int32("image_width"), args.int32("image_height"))
                .images(args.int32("num_samples"))
                .seed(args.integer("seed"))
                .steps(args.int32("steps"))
                .guidanceScale(args.number("cfg"))
                .lowresDenoise(args.number("lowres_denoise"))
                .highres(highres.scale(), highres.denoise())
                .light(known(LIGHTS, args.string("bg_source")))
                .sampling(known(METHODS, parityCase.config().object("scheduler").string("class")))
                .build();
    }

    private <T> T known(ImmutableMap<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new UnknownCaseException(parityCase + " has " + name + "; known are " + all.keySet());
        }
        return found;
    }

    void report() {
        CaseNoise noise = new CaseNoise(parityCase);
        ImmutableList<Image> lowres;
        try (RelightRun run = begin(noise)) {
            findings.report("prompt_embeds", run.prompts().positive());
            findings.report("negative_prompt_embeds", run.prompts().negative());
            lowres = run.lowres(PassFindings.endToEnd(1, "pass1.pixels", findings));
            ImmutableList<Image> enlarged = RelightRun.enlarged(highres, lowres);
            findings.report("pass2.pixels", CaseImages.batch(enlarged));
            run.highres(highres, enlarged, PassFindings.endToEnd(2, "images", findings));
        }
        if (parityCase.json().has(CLOSER)) {
            reportSecondPassAlone();
        }
    }

    private void reportSecondPassAlone() {
        CaseNoise noise = new CaseNoise(parityCase).skipTo("pass2");
        ImmutableList<Image> lowres = CaseImages.of(parityCase.tensor("pass1.pixels"));
        try (RelightRun run = begin(noise)) {
            ImmutableList<Image> enlarged = RelightRun.enlarged(highres, lowres);
            PassObserver observer = PassFindings.fromReference(2, "images", CLOSER, findings);
            findings.reportWhereNamed("pass2.pixels", CLOSER, CaseImages.batch(enlarged));
            run.highres(highres, enlarged, observer);
        }
    }

    private RelightRun begin(Noise noise) {
        Image foreground = CaseImages.of(parityCase.tensor("input_fg")).get(0);
        return new RelightRun(
                models,
                request,
                Scene.textConditioned(foreground, request.light()),
                noise,
                new RunProgress(ImmutableMap.of(), ProgressListener.NONE, new Cancellation()));
    }
}

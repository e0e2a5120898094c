package io.iclight.parity.pipeline;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.request.HighresPass;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;

/** The arguments of a demo's process function as a request. */
final class DemoRequest {

    private static final ImmutableMap<String, SamplingMethod> METHODS = ImmutableMap.of(
            "DPMSolverMultistepScheduler", SamplingMethod.DPMPP_2M_SDE_KARRAS,
            "EulerAncestralDiscreteScheduler", SamplingMethod.EULER_ANCESTRAL,
            "DDIMScheduler", SamplingMethod.DDIM);

    private DemoRequest() {}

    static RelightRequest.Builder builder(ParityCase parityCase) {
        JsonObject args = parityCase.args();
        HighresPass highres = highres(parityCase);
        return RelightRequest.builder()
                .prompt(args.string("prompt"))
                .addedPrompt(args.string("a_prompt"))
                .negativePrompt(args.string("n_prompt"))
                .size(args.int32("image_width"), args.int32("image_height"))
                .images(args.int32("num_samples"))
                .seed(args.integer("seed"))
                .steps(args.int32("steps"))
                .guidanceScale(args.number("cfg"))
                .highres(highres.scale(), highres.denoise())
                .sampling(known(
                        parityCase,
                        METHODS,
                        parityCase.config().object("scheduler").string("class")));
    }

    static HighresPass highres(ParityCase parityCase) {
        JsonObject args = parityCase.args();
        return new HighresPass(args.number("highres_scale"), args.number("highres_denoise"));
    }

    static <T> T known(ParityCase parityCase, ImmutableMap<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new UnknownCaseException(parityCase + " has " + name + "; known are " + all.keySet());
        }
        return found;
    }
}

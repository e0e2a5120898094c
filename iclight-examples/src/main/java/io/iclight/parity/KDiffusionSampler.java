package io.iclight.parity;

import io.iclight.io.json.JsonObject;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.Draws;
import io.iclight.samplers.Ending;
import io.iclight.samplers.EulerAncestral;
import io.iclight.samplers.Integrand;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.SecondOrder;
import io.iclight.samplers.StepListener;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The sampler that one of k-diffusion's functions is.
 *
 * @param function its name
 * @param options its arguments that differ from the defaults
 */
record KDiffusionSampler(String function, JsonObject options) {

    Sampler sampler() {
        return switch (function) {
            case "sample_euler_ancestral" ->
                new EulerAncestral(number("eta", 1), number("s_noise", 1), Draws.WHERE_ADDED);
            case "sample_dpmpp_2m" -> DpmSolverMultistep.dpmpp2M();
            case "sample_dpmpp_2m_sde" -> multistep(2, secondOrder());
            case "sample_dpmpp_3m_sde" -> multistep(3, SecondOrder.HEUN);
            default -> throw new UnknownCaseException("no function is called " + function);
        };
    }

    /** Notes what the reference hands to its callback, call by call. */
    StepListener listener(ModelCalls calls, List<Tensor> callbacks) {
        return new CallbackAtStart(calls, callbacks);
    }

    private DpmSolverMultistep multistep(int order, SecondOrder secondOrder) {
        return new DpmSolverMultistep(
                Integrand.DATA,
                order,
                secondOrder,
                number("eta", 1),
                number("s_noise", 1),
                Ending.FULL_ORDER,
                Draws.WHERE_ADDED);
    }

    private SecondOrder secondOrder() {
        return options.optional("solver_type", options::string)
                        .orElse("midpoint")
                        .equals("heun")
                ? SecondOrder.HEUN
                : SecondOrder.MIDPOINT;
    }

    private double number(String option, double otherwise) {
        return options.optional(option, options::number).orElse(otherwise);
    }
}

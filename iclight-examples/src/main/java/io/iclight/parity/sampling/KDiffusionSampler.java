package io.iclight.parity.sampling;

import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.Churn;
import io.iclight.samplers.Dpm2;
import io.iclight.samplers.Dpm2Ancestral;
import io.iclight.samplers.DpmAdaptive;
import io.iclight.samplers.DpmFast;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.Dpmpp2SAncestral;
import io.iclight.samplers.DpmppSde;
import io.iclight.samplers.Draws;
import io.iclight.samplers.Ending;
import io.iclight.samplers.Euler;
import io.iclight.samplers.EulerAncestral;
import io.iclight.samplers.Heun;
import io.iclight.samplers.Integrand;
import io.iclight.samplers.Lms;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.SecondOrder;
import io.iclight.samplers.StepSizeControl;

/**
 * The sampler that one of k-diffusion's functions is.
 *
 * @param function its name
 * @param options its arguments that differ from the defaults
 */
record KDiffusionSampler(String function, JsonObject options) {

    Sampler sampler() {
        return switch (function) {
            case "sample_dpm_2" -> new Dpm2(churn());
            case "sample_dpm_2_ancestral" ->
                new Dpm2Ancestral(number("eta", 1), number("s_noise", 1), Draws.WHERE_ADDED);
            case "sample_dpm_adaptive" -> adaptive();
            case "sample_dpm_fast" -> new DpmFast(options.int32("n"), number("eta", 0), number("s_noise", 1));
            case "sample_dpmpp_2s_ancestral" -> new Dpmpp2SAncestral(number("eta", 1), number("s_noise", 1));
            case "sample_dpmpp_sde" -> new DpmppSde(number("eta", 1), number("s_noise", 1), number("r", 0.5));
            case "sample_euler" -> new Euler(churn());
            case "sample_heun" -> new Heun(churn());
            case "sample_lms" -> new Lms((int) number("order", 4));
            case "sample_euler_ancestral" ->
                new EulerAncestral(number("eta", 1), number("s_noise", 1), Draws.WHERE_ADDED);
            case "sample_dpmpp_2m" -> DpmSolverMultistep.dpmpp2M();
            case "sample_dpmpp_2m_sde" -> multistep(2, secondOrder());
            case "sample_dpmpp_3m_sde" -> multistep(3, SecondOrder.HEUN);
            default -> throw new UnknownCaseException("no function is called " + function);
        };
    }

    /** Notes what the reference hands to its callback. */
    Callbacks callbacks(ModelCalls calls) {
        return function.equals("sample_dpm_adaptive") ? Callbacks.atEnd(calls) : Callbacks.atFirstCall(calls);
    }

    private Churn churn() {
        return new Churn(
                number("s_churn", 0),
                number("s_tmin", 0),
                number("s_tmax", Double.POSITIVE_INFINITY),
                number("s_noise", 1),
                Draws.EVERY_PREDICTION);
    }

    private DpmAdaptive adaptive() {
        return new DpmAdaptive(
                (int) number("order", 3),
                number("rtol", 0.05),
                number("atol", 0.0078),
                number("h_init", 0.05),
                new StepSizeControl(
                        number("pcoeff", 0), number("icoeff", 1), number("dcoeff", 0), number("accept_safety", 0.81)),
                number("eta", 0),
                number("s_noise", 1));
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

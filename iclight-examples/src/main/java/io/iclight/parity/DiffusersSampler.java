package io.iclight.parity;

import io.iclight.io.json.JsonObject;
import io.iclight.samplers.Clip;
import io.iclight.samplers.Ddim;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.Draws;
import io.iclight.samplers.DynamicThreshold;
import io.iclight.samplers.Ending;
import io.iclight.samplers.EulerAncestral;
import io.iclight.samplers.Integrand;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Restriction;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.SecondOrder;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The sampler that the {@code config} of one of diffusers' schedulers describes.
 *
 * @param scheduler the class's name without {@code Scheduler}
 * @param config the scheduler's settings
 * @param args the arguments of the run
 */
record DiffusersSampler(String scheduler, JsonObject config, JsonObject args) {

    Prediction prediction() {
        return switch (config.string("prediction_type")) {
            case "epsilon" -> Prediction.EPSILON;
            case "v_prediction" -> Prediction.V;
            case "sample" -> Prediction.SAMPLE;
            default -> throw unknown("prediction_type", config.string("prediction_type"));
        };
    }

    /** Restricts what the denoiser estimates, where the scheduler does so before all else. */
    Denoiser restricted(Denoiser denoiser) {
        return restrictsAfterwards()
                ? denoiser
                : restriction().map(r -> r.restricted(denoiser)).orElse(denoiser);
    }

    private boolean restrictsAfterwards() {
        return scheduler.equals("DDIM") && !stepFlag("use_clipped_model_output");
    }

    private Optional<Restriction> restriction() {
        if (flag("thresholding")) {
            return Optional.of(new DynamicThreshold(
                    config.number("dynamic_thresholding_ratio"), config.number("sample_max_value")));
        }
        return flag("clip_sample") ? Optional.of(new Clip(config.number("clip_sample_range"))) : Optional.empty();
    }

    Sampler sampler(Schedule planned) {
        return switch (scheduler) {
            case "DDIM" ->
                new Ddim(
                        stepNumber("eta", 0),
                        restrictsAfterwards() ? restriction() : Optional.empty(),
                        OptionalInt.of(stride()));
            case "DPMSolverMultistep" -> multistep();
            case "EulerAncestralDiscrete" -> new EulerAncestral(Draws.EVERY_PREDICTION);
            default -> throw unknown("scheduler", scheduler);
        };
    }

    private DpmSolverMultistep multistep() {
        String algorithm = config.string("algorithm_type");
        return new DpmSolverMultistep(
                integrand(algorithm),
                config.int32("solver_order"),
                secondOrder(),
                algorithm.startsWith("sde-") ? 1 : 0,
                1,
                ending(),
                Draws.EVERY_PREDICTION);
    }

    private Integrand integrand(String algorithm) {
        return algorithm.endsWith("++") ? Integrand.DATA : Integrand.NOISE;
    }

    private SecondOrder secondOrder() {
        return switch (config.string("solver_type")) {
            case "heun" -> SecondOrder.HEUN;
            case "midpoint", "logrho", "bh1", "bh2" -> SecondOrder.MIDPOINT;
            default -> throw unknown("solver_type", config.string("solver_type"));
        };
    }

    private Ending ending() {
        Ending usual = flag("lower_order_final") ? Ending.LOWER_IN_SHORT_RUNS : Ending.FULL_ORDER;
        return flag("euler_at_final") ? new Ending(usual.lowerBelow(), 1) : usual;
    }

    private int stride() {
        int trained = config.optional("num_train_timesteps", config::int32).orElse(1000);
        return trained / args.int32("num_inference_steps");
    }

    private boolean flag(String setting) {
        return config.optional(setting, config::bool).orElse(false);
    }

    private boolean stepFlag(String argument) {
        return args.has("step")
                && args.object("step")
                        .optional(argument, args.object("step")::bool)
                        .orElse(false);
    }

    /** An argument of {@code step}, or of the pipeline that hands it through. */
    private double stepNumber(String argument, double otherwise) {
        JsonObject holder = args.has("step") ? args.object("step") : args;
        return holder.optional(argument, holder::number).orElse(otherwise);
    }

    private UnknownCaseException unknown(String kind, String name) {
        return new UnknownCaseException(config.origin() + ": no " + kind + " is called " + name);
    }
}

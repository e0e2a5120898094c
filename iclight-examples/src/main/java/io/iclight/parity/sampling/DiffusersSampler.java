package io.iclight.parity.sampling;

import com.google.common.collect.ImmutableSet;
import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.Churn;
import io.iclight.samplers.Clip;
import io.iclight.samplers.Ddim;
import io.iclight.samplers.Ddpm;
import io.iclight.samplers.Deis;
import io.iclight.samplers.Denoiser;
import io.iclight.samplers.Dpm2;
import io.iclight.samplers.Dpm2Ancestral;
import io.iclight.samplers.DpmSolverMultistep;
import io.iclight.samplers.DpmSolverSinglestep;
import io.iclight.samplers.Draws;
import io.iclight.samplers.DynamicThreshold;
import io.iclight.samplers.Ending;
import io.iclight.samplers.EulerAncestral;
import io.iclight.samplers.EulerLateChurn;
import io.iclight.samplers.Heun;
import io.iclight.samplers.Integrand;
import io.iclight.samplers.Lcm;
import io.iclight.samplers.Lms;
import io.iclight.samplers.Pndm;
import io.iclight.samplers.Prediction;
import io.iclight.samplers.Restriction;
import io.iclight.samplers.Sampler;
import io.iclight.samplers.SecondOrder;
import io.iclight.samplers.Tcd;
import io.iclight.samplers.UniPc;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The sampler that the {@code config} of one of diffusers' schedulers describes.
 *
 * @param version of diffusers, major and minor
 * @param scheduler the class's name without {@code Scheduler}
 * @param config the scheduler's settings
 * @param args the arguments of the run
 */
record DiffusersSampler(String version, String scheduler, JsonObject config, JsonObject args) {

    Prediction prediction() {
        String type = config.string("prediction_type");
        return Prediction.named(type).orElseThrow(() -> unknown("prediction_type", type));
    }

    /** Restricts what the denoiser estimates, where the scheduler does so before all else. */
    Denoiser restricted(Denoiser denoiser) {
        return restrictsAfterwards() || restrictsNever()
                ? denoiser
                : restriction().map(r -> r.restricted(denoiser)).orElse(denoiser);
    }

    private boolean restrictsAfterwards() {
        return scheduler.equals("DDIM") && !stepFlag("use_clipped_model_output");
    }

    /** These read the settings and ignore them. */
    private boolean restrictsNever() {
        return switch (scheduler) {
            case "TCD" -> true;
            case "DPMSolverSinglestep" -> integrand() == Integrand.NOISE;
            case "UniPCMultistep" -> !flag("predict_x0");
            default -> false;
        };
    }

    private Optional<Restriction> restriction() {
        if (flag("thresholding")) {
            return Optional.of(new DynamicThreshold(
                    config.number("dynamic_thresholding_ratio"), config.number("sample_max_value")));
        }
        return flag("clip_sample") ? Optional.of(new Clip(config.number("clip_sample_range"))) : Optional.empty();
    }

    Sampler sampler() {
        return switch (scheduler) {
            case "DDIM" ->
                new Ddim(
                        stepNumber("eta", 0),
                        restrictsAfterwards() ? restriction() : Optional.empty(),
                        OptionalInt.of(stride()));
            case "DDPM" ->
                new Ddpm(ddpmVariance(), hasGivenTimesteps() ? OptionalInt.empty() : OptionalInt.of(stride()));
            case "DEISMultistep" -> new Deis(config.int32("solver_order"), ending());
            case "DPMSolverMultistep" -> multistep();
            case "DPMSolverSinglestep" ->
                new DpmSolverSinglestep(
                        integrand(), config.int32("solver_order"), secondOrder(), flag("lower_order_final"));
            case "EulerAncestralDiscrete" -> new EulerAncestral(Draws.EVERY_PREDICTION);
            case "EulerDiscrete" -> new EulerLateChurn(churn(), prediction());
            case "HeunDiscrete" -> new Heun();
            case "KDPM2AncestralDiscrete" -> new Dpm2Ancestral(Draws.EVERY_PREDICTION);
            case "KDPM2Discrete" -> new Dpm2();
            case "LCM" -> new Lcm(config.number("timestep_scaling"));
            case "LMSDiscrete" -> new Lms((int) stepNumber("order", 4));
            case "PNDM" -> pndm();
            case "TCD" -> new Tcd(stepNumber("eta", args.has("pipeline") ? 0 : 0.3)); // A pipeline hands 0 through.
            case "UniPCMultistep" -> unipc();
            default -> throw unknown("scheduler", scheduler);
        };
    }

    private Churn churn() {
        boolean logLinear = !flag("use_karras_sigmas")
                && config.optional("interpolation_type", config::string)
                        .orElse("linear")
                        .equals("log_linear");
        double steps = args.number("num_inference_steps");
        // diffusers spreads the amount over one step too many where it keeps a sigma that it never uses.
        double counted = logLinear ? steps + 1 : steps;
        return new Churn(
                stepNumber("s_churn", 0) * steps / counted,
                stepNumber("s_tmin", 0),
                stepNumber("s_tmax", Double.POSITIVE_INFINITY),
                stepNumber("s_noise", 1),
                drawsChurn());
    }

    /** From 0.31 on diffusers draws the noise of churn only where it is added. */
    private Draws drawsChurn() {
        return Double.parseDouble(version) < 0.31 ? Draws.EVERY_PREDICTION : Draws.WHERE_ADDED;
    }

    private Ddpm.Variance ddpmVariance() {
        return switch (config.string("variance_type")) {
            case "fixed_small", "fixed_small_log" -> Ddpm.Variance.FIXED_SMALL;
            case "fixed_large" -> Ddpm.Variance.FIXED_LARGE;
            default -> throw unknown("variance_type", config.string("variance_type"));
        };
    }

    private Pndm pndm() {
        Pndm.WarmUp warmUp = flag("skip_prk_steps") ? Pndm.WarmUp.EULER : Pndm.WarmUp.RUNGE_KUTTA;
        return new Pndm(warmUp, prediction(), stride());
    }

    private UniPc unipc() {
        return new UniPc(
                flag("predict_x0") ? Integrand.DATA : Integrand.NOISE,
                config.int32("solver_order"),
                config.string("solver_type").equals("bh2") ? UniPc.Variant.BH2 : UniPc.Variant.BH1,
                flag("lower_order_final"),
                config.integers("disable_corrector").stream()
                        .map(Math::toIntExact)
                        .collect(ImmutableSet.toImmutableSet()));
    }

    private DpmSolverMultistep multistep() {
        return new DpmSolverMultistep(
                integrand(),
                config.int32("solver_order"),
                secondOrder(),
                config.string("algorithm_type").startsWith("sde-") ? 1 : 0,
                1,
                ending(),
                Draws.EVERY_PREDICTION);
    }

    private Integrand integrand() {
        return config.string("algorithm_type").endsWith("++") ? Integrand.DATA : Integrand.NOISE;
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

    private boolean hasGivenTimesteps() {
        return args.has("set_timesteps") && args.object("set_timesteps").has("timesteps");
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

package io.iclight.parity.sampling;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.json.JsonObject;
import io.iclight.parity.cases.UnknownCaseException;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.BetaDistribution;
import io.iclight.samplers.schedule.BySigma;
import io.iclight.samplers.schedule.ByTimestep;
import io.iclight.samplers.schedule.Clipping;
import io.iclight.samplers.schedule.ContinuousTimesteps;
import io.iclight.samplers.schedule.DiffusersSchedules;
import io.iclight.samplers.schedule.DiscreteSchedule;
import io.iclight.samplers.schedule.DistilledTimesteps;
import io.iclight.samplers.schedule.Exponential;
import io.iclight.samplers.schedule.FinalSigma;
import io.iclight.samplers.schedule.Karras;
import io.iclight.samplers.schedule.LevelSpacing;
import io.iclight.samplers.schedule.LogLinear;
import io.iclight.samplers.schedule.LuLambdas;
import io.iclight.samplers.schedule.Pndm;
import io.iclight.samplers.schedule.Rounding;
import io.iclight.samplers.schedule.SigmaRange;
import io.iclight.samplers.schedule.SigmaSpacing;
import io.iclight.samplers.schedule.SpacedSchedule;
import io.iclight.samplers.schedule.StartNoise;
import io.iclight.samplers.schedule.TimestepSpacing;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.Optional;

/**
 * What the {@code config} of one of diffusers' schedulers says about its schedule.
 *
 * @param scheduler the class's name without {@code Scheduler}
 * @param config the scheduler's settings
 * @param given further arguments of {@code set_timesteps}
 */
record DiffusersConfig(String scheduler, JsonObject config, Optional<JsonObject> given) {

    /** Which form of a spacing the scheduler has. */
    private enum Family {
        DISCRETE,
        SOLVER,
        ODE
    }

    private Family family() {
        return switch (scheduler) {
            case "DDIM", "DDPM", "PNDM", "LCM", "TCD" -> Family.DISCRETE;
            case "DPMSolverMultistep", "DPMSolverSinglestep", "DEISMultistep", "UniPCMultistep" -> Family.SOLVER;
            case "EulerDiscrete",
                    "EulerAncestralDiscrete",
                    "HeunDiscrete",
                    "KDPM2Discrete",
                    "KDPM2AncestralDiscrete",
                    "LMSDiscrete" -> Family.ODE;
            default -> throw new UnknownCaseException(config.origin() + ": no scheduler is called " + scheduler);
        };
    }

    boolean isDiscrete() {
        return family() == Family.DISCRETE;
    }

    TrainingSchedule training() {
        return BetasCases.training(config, scheduler);
    }

    TimestepSpacing timesteps() {
        Optional<ImmutableDoubleArray> timesteps = given("timesteps");
        if (timesteps.isPresent()) {
            return TimestepSpacing.given(timesteps.get());
        }
        return switch (scheduler) {
            case "LCM", "TCD" -> distilled();
            case "PNDM" -> is("skip_prk_steps") ? Pndm.linearMultistep(spacing()) : Pndm.rungeKutta(spacing());
            default -> spacing();
        };
    }

    private TimestepSpacing distilled() {
        double strength =
                given.flatMap(json -> json.optional("strength", json::number)).orElse(1.0);
        Optional<Integer> original = given.flatMap(json -> json.optional("original_inference_steps", json::int32));
        // TCD lets an explicit number of original steps choose from all timesteps.
        return scheduler.equals("TCD") && original.isPresent()
                ? new DistilledTimesteps(config.int32("num_train_timesteps"), strength)
                : new DistilledTimesteps(original.orElseGet(() -> config.int32("original_inference_steps")), strength);
    }

    private TimestepSpacing spacing() {
        String name = text("timestep_spacing", "linspace");
        int offset = config.optional("steps_offset", config::int32).orElse(0);
        return switch (name) {
            case "linspace" ->
                switch (family()) {
                    case DISCRETE -> TimestepSpacing.linspaceWhole();
                    case SOLVER -> TimestepSpacing.linspaceWithoutZero();
                    case ODE -> TimestepSpacing.linspace();
                };
            case "leading" ->
                family() == Family.SOLVER
                        ? TimestepSpacing.leadingWithoutZero(offset)
                        : TimestepSpacing.leading(offset);
            case "trailing" -> TimestepSpacing.trailing();
            default -> throw new UnknownCaseException(config.origin() + ": no timestep_spacing is called " + name);
        };
    }

    /** What {@code set_timesteps} makes. */
    Schedule schedule(TrainingSchedule training, int steps) {
        return isDiscrete()
                ? new DiscreteSchedule(timesteps(), discreteEnd()).schedule(training, steps)
                : schedule().schedule(training, steps);
    }

    private DiscreteSchedule.End discreteEnd() {
        boolean clean = scheduler.equals("DDPM") || is("set_alpha_to_one");
        return clean ? DiscreteSchedule.End.CLEAN : DiscreteSchedule.End.FIRST_TIMESTEP;
    }

    /** What the scheduler multiplies the first noise by. */
    double startFactor(Schedule schedule) {
        return isDiscrete() ? 1 : schedule().start().factor(schedule.level(0));
    }

    SpacedSchedule schedule() {
        return family() == Family.SOLVER
                ? DiffusersSchedules.solver(levels(), end())
                : new SpacedSchedule(levels(), end(), SpacedSchedule.Variance.EXPLODING, start());
    }

    private LevelSpacing levels() {
        boolean continuous = text("timestep_type", "discrete").equals("continuous")
                && text("prediction_type", "epsilon").equals("v_prediction");
        return continuous ? new ContinuousTimesteps(discreteLevels()) : discreteLevels();
    }

    private LevelSpacing discreteLevels() {
        if (given("sigmas").isPresent()) {
            ImmutableDoubleArray sigmas = given("sigmas").get();
            SigmaSpacing allButLast = (range, steps) -> sigmas.subArray(0, sigmas.length() - 1);
            return new BySigma(allButLast, BySigma.Ends.TRAINED, Rounding.NONE);
        }
        return sigmas().<LevelSpacing>map(spacing -> new BySigma(spacing, ends(), rounding()))
                .orElseGet(() -> isLogLinear() ? new LogLinear(timesteps()) : byTimestep());
    }

    private LevelSpacing byTimestep() {
        Optional<Double> lambdaMin = config.optional("lambda_min_clipped", config::number);
        return new ByTimestep(timesteps(), lambdaMin.map(Clipping::new).orElse(Clipping.NONE));
    }

    private Optional<SigmaSpacing> sigmas() {
        if (is("use_karras_sigmas")) {
            return Optional.of(Karras.DEFAULT);
        } else if (is("use_lu_lambdas")) {
            return Optional.of(new LuLambdas());
        } else if (is("use_exponential_sigmas")) {
            return Optional.of(new Exponential());
        } else if (is("use_beta_sigmas")) {
            return Optional.of(BetaDistribution.DEFAULT);
        }
        return Optional.empty();
    }

    private BySigma.Ends ends() {
        BySigma.Ends ends =
                family() == Family.SOLVER || isLogLinear() ? BySigma.Ends.TRAINED : BySigma.Ends.of(byTimestep());
        return (training, steps) -> new SigmaRange(
                config.optional("sigma_min", config::number)
                        .orElseGet(() -> ends.of(training, steps).min()),
                config.optional("sigma_max", config::number)
                        .orElseGet(() -> ends.of(training, steps).max()));
    }

    private Rounding rounding() {
        boolean whole = is("use_karras_sigmas") || is("use_lu_lambdas");
        if (family() == Family.SOLVER) {
            return whole ? Rounding.NEAREST : Rounding.DOWN;
        }
        return whole && scheduler.startsWith("KDPM2") ? Rounding.NEAREST : Rounding.NONE;
    }

    private FinalSigma end() {
        boolean always = scheduler.equals("DEISMultistep") || scheduler.equals("UniPCMultistep");
        boolean sigmaMin = text("final_sigmas_type", family() == Family.SOLVER && always ? "sigma_min" : "zero")
                .equals("sigma_min");
        if (sigmaMin && always && sigmas().isPresent()) {
            return FinalSigma.REPEATED;
        }
        return sigmaMin || isLogLinear() && sigmas().isEmpty() ? FinalSigma.TRAINED_MIN : FinalSigma.ZERO;
    }

    private StartNoise start() {
        return text("timestep_spacing", "linspace").equals("leading") ? StartNoise.TOTAL : StartNoise.SIGMA;
    }

    boolean isLogLinear() {
        return text("interpolation_type", "linear").equals("log_linear") && given.isEmpty();
    }

    private Optional<ImmutableDoubleArray> given(String list) {
        return given.flatMap(json -> json.optional(list, json::numbers)).map(ImmutableDoubleArray::copyOf);
    }

    private String text(String setting, String orElse) {
        return config.optional(setting, config::string).orElse(orElse);
    }

    private boolean is(String setting) {
        return config.optional(setting, config::bool).orElse(false);
    }
}

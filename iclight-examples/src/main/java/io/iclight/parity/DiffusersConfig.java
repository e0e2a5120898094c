package io.iclight.parity;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.io.json.JsonObject;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.BySigma;
import io.iclight.samplers.schedule.ByTimestep;
import io.iclight.samplers.schedule.Clipping;
import io.iclight.samplers.schedule.DiffusersSchedules;
import io.iclight.samplers.schedule.DiscreteSchedule;
import io.iclight.samplers.schedule.FinalSigma;
import io.iclight.samplers.schedule.Karras;
import io.iclight.samplers.schedule.LevelSpacing;
import io.iclight.samplers.schedule.Rounding;
import io.iclight.samplers.schedule.SpacedSchedule;
import io.iclight.samplers.schedule.StartNoise;
import io.iclight.samplers.schedule.TimestepSpacing;
import io.iclight.samplers.schedule.TrainingSchedule;

/**
 * What the {@code config} of one of diffusers' schedulers says about its schedule.
 *
 * @param scheduler the class's name without {@code Scheduler}
 * @param config the scheduler's settings
 */
record DiffusersConfig(String scheduler, JsonObject config) {

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
        String name = config.optional("timestep_spacing", config::string).orElse("linspace");
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

    /** The scheduler's list of timesteps, in which those that it visits twice stand twice. */
    ImmutableDoubleArray timesteps(Schedule schedule) {
        return ImmutableDoubleArray.copyOf(
                schedule.levels().stream().limit(schedule.steps()).mapToDouble(NoiseLevel::timestep));
    }

    /** The scheduler's list of sigmas, in which those that it visits twice stand twice. */
    ImmutableDoubleArray sigmas(Schedule schedule) {
        return ImmutableDoubleArray.copyOf(schedule.levels().stream().mapToDouble(NoiseLevel::ratio));
    }

    SpacedSchedule schedule() {
        return family() == Family.SOLVER
                ? DiffusersSchedules.solver(levels(), end())
                : DiffusersSchedules.ode(levels(), start());
    }

    private LevelSpacing levels() {
        Clipping clipping = config.optional("lambda_min_clipped", config::number)
                .map(Clipping::new)
                .orElse(Clipping.NONE);
        LevelSpacing byTimestep = new ByTimestep(timesteps(), clipping);
        if (!is("use_karras_sigmas")) {
            return byTimestep;
        }
        return family() == Family.SOLVER
                ? new BySigma(Karras.DEFAULT, BySigma.Ends.TRAINED, Rounding.NEAREST)
                : new BySigma(Karras.DEFAULT, BySigma.Ends.of(byTimestep), Rounding.NONE);
    }

    private FinalSigma end() {
        return FinalSigma.ZERO;
    }

    private StartNoise start() {
        return config.string("timestep_spacing").equals("leading") ? StartNoise.TOTAL : StartNoise.SIGMA;
    }

    private boolean is(String setting) {
        return config.optional(setting, config::bool).orElse(false);
    }
}

package io.iclight.sampling;

import io.iclight.samplers.Sampler;
import io.iclight.samplers.Schedule;
import io.iclight.samplers.schedule.ByTimestep;
import io.iclight.samplers.schedule.DiscreteSchedule;
import io.iclight.samplers.schedule.FinalSigma;
import io.iclight.samplers.schedule.SpacedSchedule;
import io.iclight.samplers.schedule.SpacedSchedule.Variance;
import io.iclight.samplers.schedule.StartNoise;
import io.iclight.samplers.schedule.TimestepSpacing;
import io.iclight.samplers.schedule.TrainingSchedule;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The schedules that a rule makes for a sampler.
 *
 * <p>k-diffusion's samplers run on latents whose variance explodes, and the nearest trained timestep of each sigma, as in
 * Forge and ComfyUI, and so does {@code dpm_solver_multistep}; diffusers' others, and those of one's own, on latents whose variance
 * is preserved.
 *
 * @param rule which levels are visited
 * @param trained which levels the network knows
 * @param sampler walks the schedule
 */
public record PairedSchedule(LevelRule rule, TrainedNoise trained, Sampler sampler) implements Scheduling {

    /** Checks that the three go together. */
    public PairedSchedule {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(trained, "trained");
        Objects.requireNonNull(sampler, "sampler");
        if (sampler instanceof PlannedPndm && !isStrided(rule)) {
            throw impossible(rule, "pndm visits whole training timesteps, in even strides: choose leading or trailing");
        }
        Demands demands = Demands.of(sampler);
        if (demands.noisyEnd() && rule instanceof GivenSigmas given && given.endsClean()) {
            throw impossible(rule, "the sampler cannot step to a level without noise: leave the last 0 out");
        }
        boolean timesteps = rule instanceof TimestepRule && demands.variance() == Variance.PRESERVED;
        if (trained.zeroTerminalSnr() && (!timesteps || demands.leavesOutZero())) {
            throw impossible(
                    rule,
                    "the noisiest level has no signal: choose a sampler such as ddim, and a schedule of"
                            + " timesteps such as trailing");
        }
    }

    private static boolean isStrided(LevelRule rule) {
        return rule instanceof TimestepRule timesteps && timesteps.kind() != TimestepRule.Kind.LINSPACE;
    }

    private static SamplingException impossible(LevelRule rule, String reason) {
        return new SamplingException(
                "the schedule " + rule.options().name() + " does not go with this sampler; " + reason);
    }

    /**
     * Tells how noise is scaled where a run begins.
     *
     * @return by the level's own noise where variance explodes
     */
    public StartNoise start() {
        return variance() == Variance.EXPLODING ? StartNoise.SIGMA : StartNoise.TOTAL;
    }

    private Variance variance() {
        return Demands.of(sampler).variance();
    }

    @Override
    public OptionalInt fixedSteps() {
        return rule instanceof GivenSigmas given ? OptionalInt.of(given.sigmas().length() - 1) : OptionalInt.empty();
    }

    @Override
    public Schedule schedule(int steps) {
        TrainingSchedule training = trained.levels();
        if (rule instanceof TimestepRule timesteps) {
            return byTimestep(timesteps, training, steps);
        }
        Schedule.Curve curve =
                variance() == Variance.EXPLODING ? training.nearestExplodingCurve() : training.preservingCurve();
        if (rule instanceof GivenSigmas given) {
            return given.schedule(curve);
        }
        SigmaRule sigmas = (SigmaRule) rule;
        return Demands.of(sampler).noisyEnd()
                ? sigmas.noisySchedule(training, curve, steps)
                : sigmas.schedule(training, curve, steps);
    }

    private Schedule byTimestep(TimestepRule timesteps, TrainingSchedule training, int steps) {
        TimestepRule.Kind kind = timesteps.kind();
        Demands demands = Demands.of(sampler);
        if (demands.leavesOutZero()) {
            ByTimestep levels = new ByTimestep(kind.withoutZero(timesteps.offset()));
            FinalSigma end = demands.noisyEnd() ? FinalSigma.TRAINED_MIN : FinalSigma.ZERO;
            return new SpacedSchedule(levels, end, variance(), start()).schedule(training, steps);
        }
        if (variance() == Variance.EXPLODING) {
            ByTimestep levels = new ByTimestep(kind.fractional(timesteps.offset()));
            return new SpacedSchedule(levels, FinalSigma.ZERO, variance(), start()).schedule(training, steps);
        }
        TimestepSpacing spacing = kind.whole(timesteps.offset());
        // Each ends where its scheduler does by default (set_alpha_to_one).
        DiscreteSchedule levels = sampler instanceof PlannedPndm pndm
                ? new DiscreteSchedule(pndm.visits(spacing), DiscreteSchedule.End.FIRST_TIMESTEP)
                : new DiscreteSchedule(spacing, DiscreteSchedule.End.CLEAN);
        return levels.schedule(training, steps);
    }
}

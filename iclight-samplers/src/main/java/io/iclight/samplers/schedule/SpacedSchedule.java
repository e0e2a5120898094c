package io.iclight.samplers.schedule;

import com.google.common.collect.ImmutableList;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;
import java.util.function.Function;

/**
 * A way to make schedules: which levels, how they end, and how latents are scaled. Sigmas are rounded to float32, as
 * the reference programs keep them.
 *
 * @param spacing picks the levels where steps begin
 * @param end where the last step ends
 * @param variance how latents are scaled
 * @param start how much noise a run from pure noise starts with
 */
public record SpacedSchedule(LevelSpacing spacing, FinalSigma end, Variance variance, StartNoise start) {

    /** How latents are scaled. */
    public enum Variance {
        /** {@code α² + σ² = 1}, as networks are trained. */
        PRESERVED(TrainingSchedule::preservingCurve) {
            @Override
            NoiseLevel level(double ratio, double timestep) {
                return NoiseLevel.variancePreserving(ratio, timestep);
            }

            @Override
            NoiseLevel level(NoiseLevel trained) {
                return trained;
            }
        },
        /** {@code α = 1}, as k-diffusion does. */
        EXPLODING(TrainingSchedule::explodingCurve) {
            @Override
            NoiseLevel level(double ratio, double timestep) {
                return NoiseLevel.varianceExploding(ratio, timestep);
            }

            @Override
            NoiseLevel level(NoiseLevel trained) {
                return NoiseLevel.varianceExploding(trained.ratio(), trained.timestep());
            }
        };

        private final Function<TrainingSchedule, Schedule.Curve> curve;

        Variance(Function<TrainingSchedule, Schedule.Curve> curve) {
            this.curve = curve;
        }

        abstract NoiseLevel level(double ratio, double timestep);

        /** Scales a level whose variance is preserved; it may have no signal. */
        abstract NoiseLevel level(NoiseLevel trained);
    }

    /**
     * Makes a schedule.
     *
     * @param training the levels that the network was trained on
     * @param steps how many steps, 1 or more
     * @return the schedule; in rare cases it has another number of steps, as the reference has it
     */
    public Schedule schedule(TrainingSchedule training, int steps) {
        LevelSpacing.Levels spaced = spacing.levels(training, steps);
        ImmutableList.Builder<NoiseLevel> levels = ImmutableList.builder();
        float sigma = 0;
        for (int i = 0; i < spaced.sigmas().length(); i++) {
            sigma = (float) spaced.sigmas().get(i);
            levels.add(variance.level(sigma, spaced.timesteps().get(i)));
        }
        levels.add(variance.level((float) end.of(training, sigma), 0));
        return new Schedule(levels.build(), variance.curve.apply(training));
    }
}

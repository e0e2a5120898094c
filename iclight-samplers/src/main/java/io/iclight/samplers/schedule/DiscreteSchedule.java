package io.iclight.samplers.schedule;

import com.google.common.collect.ImmutableList;
import io.iclight.samplers.NoiseLevel;
import io.iclight.samplers.Schedule;

/**
 * Makes schedules of whole training timesteps, whose levels are those of the training schedule itself, as DDIM and DDPM
 * use.
 *
 * @param spacing picks the timesteps, which must be whole
 * @param end where the last step ends
 */
public record DiscreteSchedule(TimestepSpacing spacing, End end) {

    /** Where the last step ends; diffusers' {@code set_alpha_to_one}. */
    public enum End {
        /** Without noise. */
        CLEAN {
            @Override
            NoiseLevel level(TrainingSchedule training) {
                return new NoiseLevel(1, 0, 0);
            }
        },
        /** At the cleanest training timestep. */
        FIRST_TIMESTEP {
            @Override
            NoiseLevel level(TrainingSchedule training) {
                return training.level(0);
            }
        };

        abstract NoiseLevel level(TrainingSchedule training);
    }

    /**
     * Makes a schedule.
     *
     * @param training the levels that the network was trained on
     * @param steps how many steps, 1 or more
     * @return the schedule, variance preserved
     * @throws IllegalArgumentException if there are more steps than trained timesteps, or the spacing picks a timestep
     *     that was not trained
     */
    public Schedule schedule(TrainingSchedule training, int steps) {
        if (steps < 1 || steps > training.timesteps()) {
            throw new IllegalArgumentException("steps must be in 1.." + training.timesteps()
                    + ", as many as the network was trained on; was " + steps);
        }
        ImmutableList.Builder<NoiseLevel> levels = ImmutableList.builder();
        spacing.timesteps(training.timesteps(), training.timesteps(), steps)
                .forEach(timestep -> levels.add(training.level((int) timestep)));
        levels.add(end.level(training));
        return new Schedule(levels.build(), training.preservingCurve());
    }
}

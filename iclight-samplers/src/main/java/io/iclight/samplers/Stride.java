package io.iclight.samplers;

import java.util.OptionalInt;

/** Where a step ends for samplers that count training timesteps. */
final class Stride {

    private Stride() {}

    /**
     * Finds where a step ends.
     *
     * @param stride how many timesteps below where it begins; beyond the first one the schedule's last level counts.
     *     Empty: where the next step begins
     */
    static NoiseLevel target(Schedule schedule, int step, OptionalInt stride) {
        return stride.isEmpty() ? schedule.level(step + 1) : below(schedule, schedule.level(step), stride.getAsInt());
    }

    static NoiseLevel below(Schedule schedule, NoiseLevel from, int stride) {
        int timestep = (int) from.timestep() - stride;
        return timestep < 0 ? schedule.last() : schedule.curve().atTimestep(timestep);
    }
}

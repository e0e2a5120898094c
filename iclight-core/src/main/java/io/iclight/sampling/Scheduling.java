package io.iclight.sampling;

import io.iclight.samplers.Schedule;
import java.util.OptionalInt;

/** Makes schedules. */
@FunctionalInterface
public interface Scheduling {

    /**
     * Makes the schedule of a whole run, from pure noise to a clean picture.
     *
     * @param steps how many, 1 or more
     * @return the schedule
     */
    Schedule schedule(int steps);

    /**
     * Says whether the number of steps is given, whatever is asked for.
     *
     * @return how many steps every schedule has, or empty where it follows the request
     */
    default OptionalInt fixedSteps() {
        return OptionalInt.empty();
    }
}

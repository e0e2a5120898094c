package io.iclight.samplers;

/**
 * How a multistep solver lowers its order towards the end, where high orders are unstable. A last step to a level without
 * noise is always of first order.
 *
 * @param lowerBelow schedules of fewer steps, skipped ones included, end with a step of second and one of first order
 * @param lastOrder the highest order of the last step, 1 to 3
 */
public record Ending(int lowerBelow, int lastOrder) {

    /** What diffusers does unless told otherwise ({@code lower_order_final}). */
    public static final Ending LOWER_IN_SHORT_RUNS = new Ending(15, 3);

    /** As {@link #LOWER_IN_SHORT_RUNS}, and the last step of a long run is of first order too ({@code euler_at_final}). */
    public static final Ending EULER = new Ending(15, 1);

    /** What k-diffusion does. */
    public static final Ending FULL_ORDER = new Ending(0, 3);

    /** Checks the components. */
    public Ending {
        if (lastOrder < 1 || lastOrder > 3) {
            throw new IllegalArgumentException("lastOrder must be in 1..3, was " + lastOrder);
        }
    }

    /** The highest order that a step may have by this rule. */
    int highestOrder(Schedule schedule, int step) {
        int left = schedule.steps() - step;
        boolean shortRun = schedule.plannedSteps() < lowerBelow;
        if (left == 1) {
            return shortRun || schedule.last().sigma() == 0 ? 1 : lastOrder;
        }
        return left == 2 && shortRun ? 2 : 3;
    }
}

package io.iclight.samplers;

/**
 * Tells which step of a schedule a level belongs to, while a sampler walks it and this listens. The level alone does not say
 * so where {@link Churn} raises it above the one that the step begins at.
 */
public final class Pace implements StepListener {

    private final Schedule schedule;
    private int ended;

    /**
     * Begins before the first step.
     *
     * @param schedule that is walked
     */
    public Pace(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Takes note of a step, unless the sampler takes others than the schedule's. */
    @Override
    public void onStep(Step step) {
        if (step.steps() == steps()) {
            ended = step.index() + 1;
        }
    }

    /**
     * Tells what is walked.
     *
     * @return all its levels
     */
    public Schedule schedule() {
        return schedule;
    }

    /**
     * Counts the steps.
     *
     * @return those of the schedule
     */
    public int steps() {
        return schedule.steps();
    }

    /**
     * Finds the step that visits a level now.
     *
     * @param level a listed level, one between, or one that was raised
     * @return 0 to {@code steps() - 1}
     */
    public int stepAt(NoiseLevel level) {
        return notBefore(schedule.stepAt(level));
    }

    /**
     * Corrects a step by those that ended.
     *
     * @param step that something seems to belong to
     * @return the same, or the one that is being taken if that is later
     */
    public int notBefore(int step) {
        return Math.max(step, Math.min(ended, steps() - 1));
    }
}

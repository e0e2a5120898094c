package io.iclight.samplers.schedule;

/**
 * How many steps an image-to-image run takes: it skips the noisy ones and starts from the image at the level that is
 * left.
 *
 * @param strength how much of the image is replaced, 0 (nothing) to 1 (all)
 */
public record ImageToImage(double strength) {

    /** Checks the components. */
    public ImageToImage {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength must be in 0..1, was " + strength);
        }
    }

    /**
     * Counts the steps that are run of a schedule, as diffusers' {@code get_timesteps} does.
     *
     * @param scheduled how many steps the whole schedule has
     * @return how many are run, at the clean end; 0 to {@code scheduled}
     */
    public int stepsRun(int scheduled) {
        return Math.min((int) (scheduled * strength), scheduled);
    }

    /**
     * Counts the steps that are skipped of a schedule.
     *
     * @param scheduled how many steps the whole schedule has
     * @return what to give to {@link io.iclight.samplers.Schedule#from}
     */
    public int begin(int scheduled) {
        return scheduled - stepsRun(scheduled);
    }

    /**
     * Counts the steps that a schedule needs so that about a wanted number of them is run, by the rule of IC-Light's
     * demo.
     *
     * @param wanted how many steps are to be run
     * @return {@code wanted / strength}, rounded half to even
     * @throws IllegalArgumentException if the strength is 0
     */
    public int scheduledFor(int wanted) {
        if (strength == 0) {
            throw new IllegalArgumentException("no number of steps makes " + wanted + " run at a strength of 0");
        }
        return Math.toIntExact((long) Math.rint(wanted / strength));
    }
}

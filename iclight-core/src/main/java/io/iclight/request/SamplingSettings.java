package io.iclight.request;

import io.iclight.samplers.schedule.ImageToImage;

/**
 * How noise becomes a picture, and in how many steps.
 *
 * @param method schedule and sampler
 * @param steps of a whole schedule, 1..1000; a pass that starts from a picture runs about as many, and sigmas of one's own
 *     have as many as they have
 */
public record SamplingSettings(SamplingMethod method, int steps) {

    /** The text-conditioned demo's own settings. */
    public static final SamplingSettings DEFAULT = new SamplingSettings(SamplingMethod.DPMPP_2M_SDE_KARRAS, 25);

    /** Of schedules whose end alone is run: as many as 1000 steps make with a hundredth of denoising. */
    private static final int MOST_SCHEDULED = 100_000;

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing, or out of its range
     */
    public SamplingSettings {
        Requirement.given("sampling", method);
        Requirement.inRange("steps", steps, 1, 1000);
    }

    /**
     * Counts the steps of a pass that starts from a picture.
     *
     * @param denoise how much of the schedule is run, above 0 and up to 1
     * @return about as many as were asked for
     */
    public int stepsRun(double denoise) {
        ImageToImage rule = new ImageToImage(denoise);
        return rule.stepsRun(method.scheduling().fixedSteps().orElseGet(() -> rule.scheduledFor(steps)));
    }

    /**
     * Checks that a pass that starts from a picture runs at all: few steps and little denoising make it empty, many steps and
     * very little denoising the end of a schedule that is too long.
     *
     * @param name of the setting, for the message
     * @param denoise how much of the schedule is run, above 0 and up to 1
     * @throws InvalidRequestException if no step is run, or the schedule had more than 100000
     */
    public void requireSteps(String name, double denoise) {
        if (method.scheduling().fixedSteps().isEmpty() && steps / denoise > MOST_SCHEDULED) {
            throw new InvalidRequestException(name + " of " + denoise + " with " + steps
                    + " steps is the end of a schedule of more than " + MOST_SCHEDULED + "; raise the first");
        }
        if (stepsRun(denoise) == 0) {
            throw new InvalidRequestException(
                    name + " of " + denoise + " with " + steps + " steps runs no step at all; raise one of them");
        }
    }
}

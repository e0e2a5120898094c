package io.iclight.request;

/**
 * The second pass: the first one's result is enlarged, noised and denoised again.
 *
 * @param scale how much larger than the first pass, 1 to 3; sides are rounded to multiples of 64
 * @param denoise how much of the schedule is run again, above 0 and up to 1; little keeps the first pass's picture
 */
public record HighresPass(double scale, double denoise) {

    /** The demo's own settings: 1.5 times larger, denoised by half. */
    public static final HighresPass DEFAULT = new HighresPass(1.5, 0.5);

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing, or out of its range
     */
    public HighresPass {
        Requirement.inRange("highres scale", scale, 1, 3);
        Requirement.fraction("highres denoise", denoise);
    }

    HighresPass withScale(double wanted) {
        return new HighresPass(wanted, denoise);
    }

    HighresPass withDenoise(double wanted) {
        return new HighresPass(scale, wanted);
    }
}

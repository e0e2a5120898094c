package io.iclight.samplers.schedule;

/**
 * The ends between which sigmas are spaced.
 *
 * @param min the clean end, above 0
 * @param max the noisy end, finite and at least {@code min}
 */
public record SigmaRange(double min, double max) {

    /** Checks the components. */
    public SigmaRange {
        if (!(min > 0 && min <= max && max < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "expected 0 < sigma_min <= sigma_max, finite; was sigma_min " + min + ", sigma_max " + max);
        }
    }
}

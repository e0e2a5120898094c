package io.iclight.train.matting;

/**
 * How well two mattes agree: the pixels that both have over those that any has.
 *
 * @param threshold from which opacity on a pixel counts
 */
public record Overlap(double threshold) {

    /**
     * Compares.
     *
     * @param found opacities
     * @param truth as many
     * @return 0 to 1; 1 where both are empty
     */
    public double of(float[] found, float[] truth) {
        if (found.length != truth.length) {
            throw new IllegalArgumentException(
                    "mattes of " + found.length + " and " + truth.length + " pixels cannot be compared");
        }
        int both = 0;
        int any = 0;
        for (int i = 0; i < found.length; i++) {
            boolean a = found[i] >= threshold;
            boolean b = truth[i] >= threshold;
            both += a && b ? 1 : 0;
            any += a || b ? 1 : 0;
        }
        return any == 0 ? 1 : both / (double) any;
    }
}

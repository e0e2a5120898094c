package io.iclight.samplers;

/**
 * An ancestral step goes down further than it is to, and adds the rest as new noise: {@code down² + up² = to²}, in
 * noise-to-signal ratios (k-diffusion's {@code get_ancestral_step}).
 *
 * @param down where the deterministic part ends
 * @param up how much noise is added
 */
record AncestralSplit(double down, double up) {

    /**
     * Splits a step.
     *
     * @param from the ratio where it begins; may be infinite
     * @param to the ratio where it ends
     * @param eta 0 for no noise, 1 for as much as the forward process adds; more is cut to {@code to}
     */
    static AncestralSplit of(double from, double to, double eta) {
        double share = to / from;
        double up = Math.min(to, eta * to * Math.sqrt(1 - share * share));
        return new AncestralSplit(Math.sqrt(to * to - up * up), up);
    }
}

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
     * Splits a step. The differences of squares cancel, the more the larger the step; this is float32 because the
     * reference programs' results have that loss in them.
     *
     * @param from the ratio where it begins; may be infinite
     * @param to the ratio where it ends
     * @param eta 0 for no noise, 1 for as much as the forward process adds; more is cut to {@code to}
     */
    static AncestralSplit of(double from, double to, double eta) {
        float from2 = (float) from * (float) from;
        float to2 = (float) to * (float) to;
        float share = Float.isInfinite(from2) ? to2 : to2 * (from2 - to2) / from2;
        float up = Math.min((float) to, (float) eta * (float) Math.sqrt(share));
        return eta == 0 ? new AncestralSplit(to, 0) : new AncestralSplit((float) Math.sqrt(to2 - up * up), up);
    }
}

package io.iclight.samplers;

/**
 * When a sampler that adds noise draws some. Numbers differ between programs if one draws a tensor more, so a seed means
 * the same only with the policy of the program that it comes from.
 */
public enum Draws {
    /** Once for each call of the network, the noise of a last step being thrown away, as diffusers does. */
    EVERY_PREDICTION,
    /** Only where it is added, as k-diffusion does. */
    WHERE_ADDED
}

package io.iclight.request;

/**
 * How many pictures are made, and from which noise.
 *
 * @param images how many, 1..64
 * @param seed of the noise; only the low 32 bits count, as in torch
 */
public record BatchSettings(int images, long seed) {

    /** The demo's own settings: one picture, of seed 12345. */
    public static final BatchSettings DEFAULT = new BatchSettings(1, 12345);

    /** Checks the components. */
    public BatchSettings {
        Requirement.inRange("images", images, 1, 64);
    }
}

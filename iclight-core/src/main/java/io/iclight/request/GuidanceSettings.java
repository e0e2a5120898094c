package io.iclight.request;

/**
 * How strongly the prompt is followed.
 *
 * @param scale 0..100; at 1 and below the negative prompt has no part, and a step takes half the time
 */
public record GuidanceSettings(double scale) {

    /** The text-conditioned demo's own setting. */
    public static final GuidanceSettings DEFAULT = new GuidanceSettings(2);

    /** Checks the component. */
    public GuidanceSettings {
        Requirement.inRange("guidance scale", scale, 0, 100);
    }
}

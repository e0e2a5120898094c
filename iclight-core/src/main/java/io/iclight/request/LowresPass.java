package io.iclight.request;

import io.iclight.io.image.ImageSize;

/**
 * The first pass: from noise, or from a picture of the light.
 *
 * @param widthPx a multiple of 8 in 64..4096
 * @param heightPx a multiple of 8 in 64..4096
 * @param denoise how much of the schedule is run when the pass starts from a light, above 0 and up to 1; less keeps more of
 *     the light's picture
 * @param start what the picture of the light shows besides it
 */
public record LowresPass(int widthPx, int heightPx, double denoise, Start start) {

    /** What the first pass starts from, where it starts from a light. */
    public enum Start {
        /** The light alone, as in IC-Light's demo. */
        LIGHT,
        /** The subject over the light, as with Forge's {@code reinforce_fg}: its own colours survive better. */
        FOREGROUND_OVER_LIGHT
    }

    /** The demo's own settings. */
    public static final LowresPass DEFAULT = new LowresPass(512, 640, 0.9);

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing, or out of its range
     */
    public LowresPass {
        Requirement.inRange("width", widthPx, 64, 4096);
        Requirement.inRange("height", heightPx, 64, 4096);
        Requirement.multiple("width", widthPx, 8);
        Requirement.multiple("height", heightPx, 8);
        Requirement.fraction("lowres denoise", denoise);
        Requirement.given("start", start);
    }

    /**
     * Makes a pass that starts from the light alone.
     *
     * @param widthPx a multiple of 8 in 64..4096
     * @param heightPx a multiple of 8 in 64..4096
     * @param denoise how much of the schedule is run when the pass starts from a light, above 0 and up to 1
     */
    public LowresPass(int widthPx, int heightPx, double denoise) {
        this(widthPx, heightPx, denoise, Start.LIGHT);
    }

    LowresPass withSize(int wantedWidthPx, int wantedHeightPx) {
        return new LowresPass(wantedWidthPx, wantedHeightPx, denoise, start);
    }

    LowresPass withDenoise(double wanted) {
        return new LowresPass(widthPx, heightPx, wanted, start);
    }

    LowresPass withStart(Start wanted) {
        return new LowresPass(widthPx, heightPx, denoise, wanted);
    }

    /**
     * Returns how large the pass's pictures are.
     *
     * @return width and height
     */
    public ImageSize size() {
        return new ImageSize(widthPx, heightPx);
    }
}

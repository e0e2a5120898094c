package io.iclight.detail;

/**
 * How a pixel of the original and the blurred picture of the light make one, all in [0, 1].
 *
 * <p>Where a formula divides by zero, the result is what it tends to; the node yields not-a-number there.
 *
 * <p>Source: kijai/ComfyUI-IC-Light, {@code nodes.py}, {@code DetailTransfer.process}.
 */
public enum BlendMode {
    /** The light, and what blurring takes away from the original. */
    ADD {
        @Override
        float of(float source, float blurredSource, float light) {
            return source - blurredSource + light;
        }
    },
    /** The product. */
    MULTIPLY {
        @Override
        float of(float source, float blurredSource, float light) {
            return source * light;
        }
    },
    /** The product of the negatives, as a negative. */
    SCREEN {
        @Override
        float of(float source, float blurredSource, float light) {
            return screen(source, light, 1);
        }
    },
    /** Twice the product where the light is dark, twice the screen where it is bright. */
    OVERLAY {
        @Override
        float of(float source, float blurredSource, float light) {
            return light < 0.5f ? 2 * source * light : screen(source, light, 2);
        }
    },
    /** From the original's square, where there is no light, to its double less its square, in full light. */
    SOFT_LIGHT {
        @Override
        float of(float source, float blurredSource, float light) {
            return (1 - 2 * light) * (source * source) + 2 * light * source;
        }
    },
    /** Twice the product where the original is dark, twice the screen where it is bright. */
    HARD_LIGHT {
        @Override
        float of(float source, float blurredSource, float light) {
            return source < 0.5f ? 2 * source * light : screen(source, light, 2);
        }
    },
    /** The light over the original's negative. */
    COLOR_DODGE {
        @Override
        float of(float source, float blurredSource, float light) {
            return ratio(light, 1 - source);
        }
    },
    /** The negative of the light's negative over the original. */
    COLOR_BURN {
        @Override
        float of(float source, float blurredSource, float light) {
            return 1 - ratio(1 - light, source);
        }
    },
    /** The absolute difference. */
    DIFFERENCE {
        @Override
        float of(float source, float blurredSource, float light) {
            return Math.abs(light - source);
        }
    },
    /** Like the difference, with less contrast. */
    EXCLUSION {
        @Override
        float of(float source, float blurredSource, float light) {
            return 0.5f - 2 * (light - 0.5f) * (source - 0.5f);
        }
    },
    /** The light times the original over the blurred original. */
    DIVIDE {
        @Override
        float of(float source, float blurredSource, float light) {
            return (blurredSource == 0 && source == 0 ? 1 : ratio(source, blurredSource)) * light;
        }
    },
    /** The original alone: what the node does in a mode that it does not know. */
    SOURCE {
        @Override
        float of(float source, float blurredSource, float light) {
            return source;
        }
    };

    /**
     * Blends a sample.
     *
     * @param source of the original
     * @param blurredSource of the blurred original
     * @param light of the blurred relit picture
     * @return the blended sample, not limited to [0, 1], but finite
     */
    abstract float of(float source, float blurredSource, float light);

    private static float screen(float source, float light, float factor) {
        return 1 - factor * (1 - source) * (1 - light);
    }

    /** A quotient that is as large as a float can be where the divisor is 0, and 0 where both are. */
    private static float ratio(float dividend, float divisor) {
        if (dividend == 0) {
            return 0;
        }
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, dividend / divisor));
    }
}

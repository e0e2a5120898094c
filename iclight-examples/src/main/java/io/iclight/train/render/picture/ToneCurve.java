package io.iclight.train.render.picture;

/**
 * From linear light to what a picture file holds, the same for every picture and for each of red, green and blue:
 * proportional up to a knee, then a shoulder {@code k + (x-k) / (1 + (x-k)/(1-k))} that never reaches 1, then sRGB's
 * gamma.
 *
 * <p>The curve has an inverse and no state. That keeps the mixing of lights learnable: from the pictures under two
 * lights, pixel by pixel, follows the picture under both, {@code encode(decode(a) + decode(b))}. An exposure chosen for
 * each picture, a curve on luminance, or clipping would each lose what that function needs.
 */
public final class ToneCurve {

    private static final double KNEE = 0.55;
    private static final double HEADROOM = 1 - KNEE;

    private static final int STEPS = 4096;

    /** sRGB's gamma at every 1/4096: a power for each pixel would cost more than tracing it. */
    private static final float[] GAMMA = new float[STEPS + 2];

    static {
        for (int i = 0; i < GAMMA.length; i++) {
            GAMMA[i] = (float) gamma(Math.min(1, i / (double) STEPS));
        }
    }

    private ToneCurve() {}

    /**
     * Makes light visible.
     *
     * @param light linear, at least 0; 1 is a white surface in full light
     * @return what a file holds, in {@code [0, 1]}
     */
    public static double encode(double light) {
        double x = Math.max(0, light);
        double shown = x <= KNEE ? x : KNEE + (x - KNEE) / (1 + (x - KNEE) / HEADROOM);
        // The table is too coarse where the gamma is steepest, and exact there is cheap.
        if (shown < 0.0031308) {
            return 12.92 * shown;
        }
        double at = shown * STEPS;
        int index = (int) at;
        return GAMMA[index] + (GAMMA[index + 1] - GAMMA[index]) * (at - index);
    }

    /**
     * The inverse of {@link #encode}, to the precision of its table.
     *
     * @param value what a file holds, in {@code [0, 1)}
     * @return linear light
     */
    public static double decode(double value) {
        double shown = linear(value);
        return shown <= KNEE ? shown : KNEE + (shown - KNEE) / (1 - (shown - KNEE) / HEADROOM);
    }

    /** sRGB's gamma alone, from its definition (IEC 61966-2-1). */
    private static double gamma(double x) {
        return x <= 0.0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055;
    }

    /**
     * The inverse of sRGB's gamma alone: what is shown, as linear light.
     *
     * @param value what a file holds, in {@code [0, 1]}
     * @return in {@code [0, 1]}, 1 for white; light beyond the knee is compressed
     */
    public static double linear(double value) {
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }
}

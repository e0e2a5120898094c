package io.iclight.models.vector;

import static io.iclight.models.vector.Winograd.KERNEL;
import static io.iclight.models.vector.Winograd.POINTS;
import static io.iclight.models.vector.Winograd.SPAN;

import java.nio.FloatBuffer;

/**
 * Values at the points of the kernels between 64 input and 64 output channels, {@code [64, 4, 37, 16]}. They are computed each
 * time they are needed, in the cache: in memory they would be four times what the kernels are.
 *
 * <p>Of each sixteen kernels all points are written one after the other, and one number more that keeps their distance from being
 * a multiple of a cache's: were each point's values beside each other, writing them would take twice as long.
 */
final class KernelPoints {

    /** From sixteen kernels' points to the next. */
    static final int STRIDE = (POINTS + 1) * 16;

    private static final int LANES = 16;
    private static final int VECTORS = TileProduct.COLUMNS / LANES;
    private static final int NUMBERS = KERNEL * KERNEL * LANES;

    /** So few that they stay in the nearest cache from when they are copied to when they are used. */
    private static final int CHANNELS_AT_ONCE = 8;

    private final FloatBuffer weight;
    private final int in;
    private final float[] kernels = new float[CHANNELS_AT_ONCE * VECTORS * NUMBERS];
    private final float[] half = new float[SPAN * KERNEL * LANES];
    private final float[] points = new float[InputPoints.CHANNELS * VECTORS * STRIDE];

    /**
     * Room for them.
     *
     * @param weight {@code [out / 64, in, 4, 9, 16]}, borrowed
     * @param in the number of input channels
     */
    KernelPoints(FloatBuffer weight, int in) {
        this.weight = weight;
        this.in = in;
    }

    float[] numbers() {
        return points;
    }

    /** Computes those of the 64 output channels from {@code 64 * block} on, and 64 input channels. */
    void read(int block, int channel) {
        for (int i = 0; i < InputPoints.CHANNELS; i += CHANNELS_AT_ONCE) {
            weight.get((block * in + channel + i) * VECTORS * NUMBERS, kernels);
            for (int vector = 0; vector < CHANNELS_AT_ONCE * VECTORS; vector++) {
                transform(vector * NUMBERS, (i * VECTORS + vector) * STRIDE);
            }
        }
    }

    private void transform(int from, int to) {
        int line = KERNEL * LANES;
        for (int column = 0; column < line; column += LANES) {
            Winograd.kernelsToPoints(kernels, from + column, line, half, column, line);
        }
        for (int row = 0; row < SPAN; row++) {
            Winograd.kernelsToPoints(half, row * line, LANES, points, to + row * SPAN * LANES, LANES);
        }
    }
}

package io.iclight.io.image;

import java.util.function.IntUnaryOperator;

/**
 * Which samples make up each target sample along one axis, and with what weights.
 *
 * @param indices source positions, by target position
 * @param weights one for each of the indices
 */
record InterpolationTaps(int[][] indices, float[][] weights) {

    /** Gives the weights of consecutive source positions. */
    interface Weighing {
        float[] of(int target, int first);
    }

    /** Tabulates; positions outside of the source become its first or last. */
    static InterpolationTaps of(int target, int source, IntUnaryOperator first, Weighing weighing) {
        InterpolationTaps taps = new InterpolationTaps(new int[target][], new float[target][]);
        for (int i = 0; i < target; i++) {
            int begin = first.applyAsInt(i);
            taps.weights[i] = weighing.of(i, begin);
            taps.indices[i] = new int[taps.weights[i].length];
            for (int j = 0; j < taps.indices[i].length; j++) {
                taps.indices[i][j] = Math.max(0, Math.min(source - 1, begin + j));
            }
        }
        return taps;
    }

    /** Computes one target sample from samples that are {@code step} apart, the first at {@code offset}. */
    float weigh(int target, float[] from, int offset, int step) {
        int[] index = indices[target];
        float[] weight = weights[target];
        float sum = from[offset + index[0] * step] * weight[0];
        for (int i = 1; i < index.length; i++) {
            sum += from[offset + index[i] * step] * weight[i];
        }
        return sum;
    }
}

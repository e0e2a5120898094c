package io.iclight.io.image;

/**
 * Which source positions make up each target position along one axis, and with what weights.
 *
 * <p>Source: python-pillow/Pillow 9.4.0, {@code src/libImaging/Resample.c}, {@code precompute_coeffs} and
 * {@code normalize_coeffs_8bpc}.
 */
final class ResamplingTaps {

    /** Fractional bits of the weights: 32 less the 8 of a sample and 2 for sums below 0 and above 1. */
    static final int PRECISION_BITS = 22;

    private final int stride;
    private final int[] first;
    private final int[] count;
    private final int[] weights;

    private ResamplingTaps(int target, int stride) {
        this.stride = stride;
        this.first = new int[target];
        this.count = new int[target];
        this.weights = new int[Math.multiplyExact(target, stride)];
    }

    /** Those of the target positions {@code from} to {@code to}, which are counted from 0 here. */
    static ResamplingTaps of(PillowFilter filter, int source, int target, int from, int to) {
        double scale = (double) source / target;
        double filterScale = Math.max(1, scale);
        double support = filter.support() * filterScale;
        ResamplingTaps taps = new ResamplingTaps(to - from, (int) Math.ceil(support) * 2 + 1);
        double[] window = new double[taps.stride];
        for (int i = from; i < to; i++) {
            double center = (i + 0.5) * scale;
            int begin = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(source, (int) (center + support + 0.5));
            double sum = 0;
            for (int j = begin; j < end; j++) {
                window[j - begin] = filter.weight((j - center + 0.5) * (1 / filterScale));
                sum += window[j - begin];
            }
            taps.set(i - from, begin, end - begin, window, sum);
        }
        return taps;
    }

    private void set(int target, int begin, int taps, double[] window, double sum) {
        first[target] = begin;
        count[target] = taps;
        for (int i = 0; i < taps; i++) {
            double weight = (sum == 0 ? window[i] : window[i] / sum) * (1 << PRECISION_BITS);
            weights[target * stride + i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
    }

    /** Returns the first source position that the target position is made of. */
    int first(int target) {
        return first[target];
    }

    /** Returns of how many source positions the target position is made. */
    int count(int target) {
        return count[target];
    }

    /** Returns where the target position's weights begin in {@link #weights()}. */
    int offset(int target) {
        return target * stride;
    }

    /** All weights, in units of {@code 2^-PRECISION_BITS}. */
    int[] weights() {
        return weights;
    }

    /** Returns the first source position that any target position is made of. */
    int firstUsed() {
        return first[0];
    }

    /** Returns the position after the last that any target position is made of. */
    int endUsed() {
        return first[first.length - 1] + count[count.length - 1];
    }
}

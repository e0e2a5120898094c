package io.iclight.bench;

import java.util.stream.DoubleStream;

/** The middle of some numbers. */
final class Median {

    private Median() {}

    /** Between the two in the middle where their number is even; at least one is needed. */
    static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}

package io.iclight.light;

/** Evenly spaced numbers, rounded as numpy's {@code linspace} rounds them. */
final class Linspace {

    private Linspace() {}

    /** Returns {@code count} numbers from {@code start} to {@code stop}, both included; one number is the start. */
    static double[] of(double start, double stop, int count) {
        double[] numbers = new double[count];
        double step = (stop - start) / (count - 1);
        for (int i = 0; i < count; i++) {
            numbers[i] = i * step + start;
        }
        numbers[count - 1] = stop;
        numbers[0] = start;
        return numbers;
    }
}

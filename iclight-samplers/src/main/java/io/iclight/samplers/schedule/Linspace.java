package io.iclight.samplers.schedule;

/** Evenly spaced values, rounded as the reference programs round them. */
final class Linspace {

    private static final int TORCH_LANES = 8;

    private Linspace() {}

    /** As {@code numpy.linspace}: in double, counted from the start, and the stop exact. */
    static double[] numpy(double start, double stop, int count) {
        double[] values = new double[checked(count)];
        double step = (stop - start) / (count - 1);
        for (int i = 0; i < count - 1; i++) {
            values[i] = i * step + start;
        }
        values[count - 1] = count == 1 ? start : stop;
        return values;
    }

    /**
     * As {@code torch.linspace} of float32 on a CPU with AVX2: eight values at a time from a base of their own, and
     * single values at the end. The last bit matters, since {@link Betas#rescaledToZeroSnr()} magnifies it.
     */
    static float[] torch(double start, double stop, int count) {
        float first = (float) start;
        float last = (float) stop;
        float[] values = new float[checked(count)];
        if (count == 1) {
            values[0] = first;
            return values;
        }
        float step = (last - first) / (count - 1);
        int grouped = count / (2 * TORCH_LANES) * (2 * TORCH_LANES);
        for (int i = 0; i < count; i++) {
            int lane = i < grouped ? i % TORCH_LANES : 0;
            int base = i - lane;
            float from = base < count / 2 ? Math.fma(step, base, first) : Math.fma(-step, count - 1 - base, last);
            values[i] = from + step * lane;
        }
        return values;
    }

    private static int checked(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected 1 step or more, was " + count);
        }
        return count;
    }
}

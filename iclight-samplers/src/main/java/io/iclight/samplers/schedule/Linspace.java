package io.iclight.samplers.schedule;

/** Evenly spaced values, rounded as the reference programs round them. */
final class Linspace {

    private Linspace() {}

    /** As {@code numpy.linspace}: in double, counted from the start, and the stop exact. */
    static double[] numpy(double start, double stop, int count) {
        double[] values = new double[count];
        double step = (stop - start) / (count - 1);
        for (int i = 0; i < count - 1; i++) {
            values[i] = i * step + start;
        }
        if (count > 0) {
            values[count - 1] = count == 1 ? start : stop;
        }
        return values;
    }

    /** As {@code torch.linspace} of float32: in single precision, each half counted from its own end. */
    static float[] torch(double start, double stop, int count) {
        float[] values = new float[count];
        float first = (float) start;
        float last = (float) stop;
        if (count == 1) {
            values[0] = first;
            return values;
        }
        float step = (last - first) / (count - 1);
        for (int i = 0; i < count; i++) {
            values[i] = i < count / 2 ? first + step * i : last - step * (count - 1 - i);
        }
        return values;
    }
}

package io.iclight.samplers;

/** What samplers refuse, in the same words everywhere. */
final class Options {

    private Options() {}

    static void orderIn(int lowest, int highest, int order) {
        if (order < lowest || order > highest) {
            throw new IllegalArgumentException("order must be in " + lowest + ".." + highest + ", was " + order);
        }
    }

    static void atLeastZero(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be at least 0 and finite, was " + value);
        }
    }

    static void finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
    }

    static void addedNoise(double eta, double noiseScale) {
        atLeastZero("eta", eta);
        finite("noiseScale", noiseScale);
    }

    static void endsNoisy(String sampler, Schedule schedule) {
        if (schedule.last().sigma() == 0) {
            throw new IllegalArgumentException(sampler
                    + " cannot step to a level without noise, where its logarithm is infinite; "
                    + "choose a schedule that ends at the least noise of training");
        }
    }

    static void beginsWithSignal(String sampler, Schedule schedule) {
        if (schedule.level(0).alpha() == 0) {
            throw new IllegalArgumentException(sampler
                    + " cannot step from a level without signal, where noise to signal is infinite; "
                    + "choose another sampler, such as DDIM, or a schedule that begins with some signal");
        }
    }
}

package io.iclight.light;

/** Checks of a light's values; each message names the value, its range, and what it was. */
final class LightRange {

    private LightRange() {}

    static void level(String name, int level) {
        if (level < 0 || level > 255) {
            throw new IllegalArgumentException(name + " must be in 0..255, was " + level);
        }
    }

    static void positive(String name, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most " + most + ", was " + value);
        }
    }

    static void in(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be in " + least + ".." + most + ", was " + value);
        }
    }
}

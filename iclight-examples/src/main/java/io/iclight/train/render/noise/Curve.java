package io.iclight.train.render.noise;

/** Curves of one number, made of nothing but sums, products and roots, which are the same on every machine. */
public final class Curve {

    private Curve() {}

    /**
     * A wave like the sine, within 0.001 of it.
     *
     * @param turns the angle, in whole turns
     * @return its value in {@code [-1, 1]}
     */
    public static double wave(double turns) {
        double t = turns - Math.floor(turns + 0.5);
        double arch = 8 * t - 16 * t * Math.abs(t);
        return arch + 0.225 * (arch * Math.abs(arch) - arch);
    }

    /**
     * Keeps a number within the unit interval.
     *
     * @param t any number
     * @return the nearest in {@code [0, 1]}
     */
    public static double unit(double t) {
        return t < 0 ? 0 : t > 1 ? 1 : t;
    }

    /**
     * Rises smoothly from 0 to 1.
     *
     * @param from where it is still 0
     * @param to where it is 1; below {@code from} for a curve that falls
     * @param t where to look
     * @return its value in {@code [0, 1]}
     */
    public static double step(double from, double to, double t) {
        double s = unit((t - from) / (to - from));
        return s * s * (3 - 2 * s);
    }

    /**
     * A smooth bump: 1 at its centre, about 0.6 at its width, nothing from three widths on.
     *
     * @param centre where it is 1
     * @param width its half width
     * @param t where to look
     * @return its value in {@code [0, 1]}
     */
    public static double bump(double centre, double width, double t) {
        double s = (t - centre) / (3 * width);
        double rest = 1 - s * s;
        return rest <= 0 ? 0 : rest * rest * rest * rest;
    }

    /**
     * A glow: 1 at its centre, and a long tail, as light spreads in haze or in a lens.
     *
     * @param width where it has fallen to a half
     * @param distance from the centre
     * @return its value in {@code (0, 1]}
     */
    public static double glow(double width, double distance) {
        double s = distance / width;
        return 1 / (1 + s * s);
    }

    /**
     * Goes from one number to another.
     *
     * @param a the value at 0
     * @param b the value at 1
     * @param t how far
     * @return the value between
     */
    public static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /**
     * The length of a step across and up.
     *
     * @param across how far across
     * @param up how far up
     * @return the distance
     */
    public static double length(double across, double up) {
        return Math.sqrt(across * across + up * up);
    }
}

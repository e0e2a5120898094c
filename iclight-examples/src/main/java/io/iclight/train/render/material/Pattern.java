package io.iclight.train.render.material;

import io.iclight.train.render.noise.Cells;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;

/** Regular patterns, 0 where the ground shows and 1 where the figure does. Their edges are soft, against aliasing. */
public final class Pattern {

    private static final double SOFT = 0.06;

    private Pattern() {}

    /**
     * Stripes across the x axis, one to a unit.
     *
     * @param share how much of each unit the figure takes
     * @return the pattern
     */
    public static Field stripes(double share) {
        return (x, y, z) -> line(x, share);
    }

    /**
     * A chessboard in three dimensions, with two fields to a unit.
     *
     * @return the pattern
     */
    public static Field checks() {
        return (x, y, z) -> {
            double sign = square(x) * square(y) * square(z);
            return 0.5 + 0.5 * sign;
        };
    }

    /**
     * A tartan: broad and narrow stripes both ways.
     *
     * @return the pattern
     */
    public static Field plaid() {
        return (x, y, z) ->
                0.35 * (line(x, 0.4) + line(y, 0.4)) + 0.3 * Math.max(line(x + 0.5, 0.08), line(y + 0.5, 0.08));
    }

    /**
     * Round spots, scattered.
     *
     * @param cells where they lie
     * @param size how large, 0 none and 1 touching
     * @return the pattern
     */
    public static Field spots(Cells cells, double size) {
        double border = 2 * 0.5 * size - 1;
        return (x, y, z) -> Curve.step(border + 0.15, border - 0.15, cells.at(x, y, z));
    }

    private static double line(double x, double share) {
        double t = x - Math.floor(x);
        double middle = Math.abs(t - 0.5);
        return Curve.step(0.5 * share + SOFT, 0.5 * share - SOFT, middle);
    }

    /** -1 and 1 in turn, with soft edges. */
    private static double square(double x) {
        return Curve.unit(0.5 + Curve.wave(x) * 2.5) * 2 - 1;
    }
}

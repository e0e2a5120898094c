package io.iclight.train.render.light;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;

/** What stands in a light's way and lets it pass in places: a window's bars, a blind, leaves. */
@FunctionalInterface
public interface Gobo {

    /** Nothing. */
    Gobo NONE = (u, v) -> 1;

    /**
     * Looks up how much light passes.
     *
     * @param u across the light's way, to the right, in half heights of the picture
     * @param v across the light's way, upwards
     * @return the share, in {@code [0, 1]}
     */
    double transmission(double u, double v);

    /**
     * A window with panes between bars.
     *
     * @param chance what decides its place, its slant and the number of panes
     * @return the pattern
     */
    static Gobo window(Chance chance) {
        double pane = chance.between(0.5, 0.8);
        double shiftU = chance.between(0, 1);
        double shiftV = chance.between(0, 1);
        double slant = chance.near(0, 0.35);
        double bar = chance.between(0.12, 0.2);
        double soft = chance.between(0.03, 0.09);
        return (u, v) -> {
            double across = (u + slant * v) / pane + shiftU;
            double up = (v + 0.4 * slant * u) / (1.25 * pane) + shiftV;
            return 0.03 + 0.97 * opening(across, bar, soft) * opening(up, bar, soft);
        };
    }

    /**
     * A blind with slats.
     *
     * @param chance what decides the slats' width and slant
     * @return the pattern
     */
    static Gobo blind(Chance chance) {
        double slat = chance.between(0.2, 0.34);
        double slant = chance.near(0, 0.35);
        double shut = chance.between(0.42, 0.58);
        double soft = chance.between(0.08, 0.16);
        return (u, v) -> 0.03 + 0.97 * opening((v + slant * u) / slat, shut, soft);
    }

    /**
     * Leaves with gaps.
     *
     * @param chance what decides
     * @return the pattern
     */
    static Gobo leaves(Chance chance) {
        Field noise = new Fractal(new GradientNoise(chance), 3, 0.6);
        double size = chance.between(1.6, 2.6);
        double open = chance.near(0, 0.15);
        return (u, v) -> 0.08 + 0.92 * Curve.step(open - 0.16, open + 0.16, noise.at(size * u, size * v, 0.5));
    }

    /**
     * Light broken by moving water.
     *
     * @param chance what decides
     * @return the pattern
     */
    static Gobo ripples(Chance chance) {
        Field noise = new Fractal(new GradientNoise(chance), 2, 0.5).ridged();
        double size = chance.between(1.4, 2.2);
        return (u, v) -> {
            double crest = Math.max(0, noise.at(size * u, size * v, 0.3));
            return 0.25 + 0.75 * crest * crest;
        };
    }

    /** A row of openings, one to a unit: 1 in the openings, 0 behind the bars. */
    private static double opening(double t, double bar, double soft) {
        double middle = Math.abs(t - Math.floor(t) - 0.5);
        double edge = 0.5 * (1 - bar);
        return Curve.step(edge + soft, edge - soft, middle);
    }
}

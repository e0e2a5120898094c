package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** A street at night between high houses: lit windows, neon signs, and all of it again in the wet road. */
final class NeonCity implements Atmosphere {

    private static final Rgb PINK = new Rgb(1.6, 0.10, 0.55);
    private static final Rgb CYAN = new Rgb(0.10, 0.75, 1.6);
    private static final Rgb VIOLET = new Rgb(0.55, 0.20, 1.6);
    private static final Rgb BLUE = new Rgb(0.12, 0.28, 1.8);
    private static final Rgb RED = new Rgb(1.5, 0.12, 0.16);

    private static final List<List<Rgb>> PAIRS = List.of(
            List.of(PINK, CYAN),
            List.of(CYAN, PINK),
            List.of(VIOLET, PINK),
            List.of(PINK, BLUE),
            List.of(BLUE, RED),
            List.of(BLUE, PINK));

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("neon city");
        List<Rgb> pair = chance.pick(PAIRS);
        Rgb one = pair.get(0);
        Rgb two = pair.get(1);
        Field grid = new GradientNoise(chance);
        double horizon = chance.between(-0.5, -0.3);
        double vanish = chance.near(0, 0.3);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double height = v < horizon ? 2 * horizon - v : v;
            Rgb colour = street(u - vanish, height - horizon, grid);
            return v < horizon ? colour.times(0.45) : colour;
        });
        for (int i = 0; i < 9; i++) {
            Chance sign = chance.fork(i);
            boolean near = sign.happens(0.55);
            double side = stage.across() == 0 ? sign.sign() : near ? stage.across() : -stage.across();
            double u0 = vanish + side * sign.between(0.30, 1.0) * stage.aspect();
            double v0 = horizon + sign.between(0.25, 1.25);
            double wide = sign.between(0.03, 0.10);
            double high = sign.between(0.08, 0.28);
            Rgb colour = (near ? one : two).times(sign.between(1.2, 2.2));
            canvas.over(
                    (u, v) -> sign(u - u0, v - v0, wide, high) + 0.5 * sign(u - u0, 2 * horizon - v - v0, wide, high),
                    colour);
            canvas.glow(u0, v0, 1.6 * high, colour.times(0.10));
        }
        canvas.bokeh(chance, 14, horizon - 0.1, horizon + 0.25, 0.05, List.of(one, two, new Rgb(1.2, 0.9, 0.5)));
        canvas.add((u, v) -> one.times(0.05).plus(two.times(0.03)));
        canvas.blur(chance.between(0.012, 0.04));
        Light key = Light.near(stage.key(0.15, chance.between(0.1, 0.5)), one.times(1.15), 0.2, 3);
        Light rim = Light.near(stage.counter(0.3, chance.between(-0.3, 0.3)), two.times(0.65), 0.15, 3);
        return stage.setting(canvas.image(), 0.8, new Rgb(0.010, 0.012, 0.03), key, rim);
    }

    /** Houses in perspective on both sides, a strip of sky between them. */
    private static Rgb street(double u, double up, Field grid) {
        double depth = Math.abs(u) + 0.08;
        double roof = 0.35 + 1.1 * depth + 0.5 * grid.at(Math.floor(depth * 5 + 10), u < 0 ? 4.5 : 9.5, 0.5);
        if (up > roof) {
            return new Rgb(0.012, 0.014, 0.045).plus(new Rgb(0.10, 0.03, 0.10).times(Curve.glow(0.5, up)));
        }
        double across = 1.6 / depth;
        double floor = up * 9 / depth;
        double lit = grid.at(Math.floor(across * 5) + 0.5, Math.floor(floor) + 0.5, u < 0 ? 3.3 : 7.7);
        double pane = Curve.step(0.1, 0.25, across * 5 - Math.floor(across * 5))
                * Curve.step(0.2, 0.4, floor - Math.floor(floor));
        Rgb house = new Rgb(0.015, 0.014, 0.03).plus(new Rgb(0.08, 0.03, 0.08).times(Curve.glow(0.3, up)));
        return lit > 0.12 ? house.plus(new Rgb(0.8, 0.55, 0.28).times(0.8 * pane * lit)) : house;
    }

    private static double sign(double u, double v, double wide, double high) {
        return Curve.step(wide + 0.015, wide - 0.015, Math.abs(u))
                * Curve.step(high + 0.015, high - 0.015, Math.abs(v));
    }
}

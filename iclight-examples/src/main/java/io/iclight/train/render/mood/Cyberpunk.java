package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** Science fiction: tubes of red, green and blue light in a dark hall, a glowing grid underfoot, rings of light. */
final class Cyberpunk implements Atmosphere {

    private static final List<List<Rgb>> SETS = List.of(
            List.of(new Rgb(1.7, 0.05, 0.75), new Rgb(0.05, 0.95, 1.7)),
            List.of(new Rgb(0.55, 0.15, 1.8), new Rgb(0.10, 1.5, 0.75)),
            List.of(new Rgb(1.7, 0.12, 0.20), new Rgb(0.08, 0.45, 1.9)),
            List.of(new Rgb(0.10, 1.5, 0.45), new Rgb(1.6, 0.05, 1.1)));

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("cyberpunk");
        List<Rgb> set = chance.pick(SETS);
        Rgb one = set.get(0);
        Rgb two = set.get(1);
        double horizon = chance.between(-0.5, -0.25);
        double side = stage.across() == 0 ? chance.sign() : stage.across();
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double t = Curve.unit(0.5 + 0.5 * side * u);
            Rgb haze = two.times(0.05).towards(one.times(0.09), t);
            return v > horizon ? haze : haze.plus(grid(u, horizon - v, two.towards(one, t)));
        });
        double ringU = chance.near(0, 0.25);
        double ringV = chance.near(0.15, 0.2);
        double radius = chance.between(0.5, 0.8);
        canvas.add((u, v) -> {
            double out = Curve.length(u - ringU, v - ringV) - radius;
            Rgb colour = two.towards(one, Curve.unit(0.5 + 0.8 * side * u));
            return colour.times(0.9 * Curve.bump(0, 0.018, out) + 0.22 * Curve.glow(0.12, out));
        });
        for (int i = 0; i < 7; i++) {
            Chance tube = chance.fork(i);
            double u0 = tube.between(-1, 1) * stage.aspect();
            double low = tube.between(-0.4, 0.5);
            double top = low + tube.between(0.3, 1);
            double lean = tube.near(0, 0.15);
            Rgb colour = side * u0 > 0 ? one : two;
            canvas.add((u, v) -> {
                double du = u - u0 - lean * v;
                double dv = Math.max(0, Math.max(low - v, v - top));
                double out = Curve.length(du, dv);
                return colour.times(1.6 * Curve.bump(0, 0.012, out) + 0.14 * Curve.glow(0.07, out));
            });
        }
        canvas.blur(chance.between(0.005, 0.025));
        Light key = Light.near(stage.key(0.1, chance.between(0.1, 0.5)), one.times(1.25), 0.2, 2.5);
        Light rim = Light.near(stage.counter(0.2, chance.between(-0.2, 0.3)), two.times(0.95), 0.15, 2.5);
        return stage.setting(canvas.image(), 0.7, new Rgb(0.008, 0.010, 0.02), key, rim);
    }

    private static Rgb grid(double u, double down, Rgb colour) {
        double near = 0.05 + down;
        double across = u / near * 0.9;
        double along = 0.6 / near;
        double lineA = Math.abs(across - Math.floor(across) - 0.5);
        double lineB = Math.abs(along - Math.floor(along) - 0.5);
        double line = Math.max(Curve.step(0.07, 0.02, lineA), Curve.step(0.10, 0.03, lineB));
        return colour.times(0.6 * line * Curve.step(0.02, 0.25, down));
    }
}

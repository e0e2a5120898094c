package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** Magic: drifting ribbons of light and sparks in a blue dark. */
final class MagicLight implements Atmosphere {

    private static final List<List<Rgb>> SPELLS = List.of(
            List.of(new Rgb(0.30, 0.95, 1.6), new Rgb(0.75, 0.25, 1.5)),
            List.of(new Rgb(1.5, 0.95, 0.35), new Rgb(0.35, 0.30, 1.4)),
            List.of(new Rgb(0.35, 1.45, 0.75), new Rgb(0.25, 0.45, 1.5)),
            List.of(new Rgb(1.5, 0.40, 1.1), new Rgb(0.25, 0.75, 1.5)));

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("magic light");
        List<Rgb> spell = chance.pick(SPELLS);
        Rgb one = spell.get(0);
        Rgb two = spell.get(1);
        Field noise = new GradientNoise(chance);
        Field smoke = new Fractal(noise, 4, 0.55).warped(noise, 0.6);
        double u0 = stage.sourceU(0.75);
        double v0 = stage.sourceV(0.1, 0.8);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double near = Curve.glow(0.6, Curve.length(u - u0, v - v0));
            double fog = Curve.unit(0.35 + 0.8 * smoke.at(1.2 * u, 1.2 * v, 0.6));
            return new Rgb(0.012, 0.012, 0.045).plus(two.times(0.20 * fog)).plus(one.times(0.55 * near * (0.35 + fog)));
        });
        ribbons(canvas, chance, spell, noise);
        sparks(canvas, chance, spell, u0, v0);
        canvas.blur(chance.between(0.004, 0.015));
        Light key = Light.near(stage.key(0.05, chance.between(0.15, 0.6)), one.times(1.1), 0.25, 2.2);
        Light rim = Light.far(stage.counter(0.5, -0.2), two.times(0.7), 0.2);
        return stage.setting(canvas.image(), 0.8, new Rgb(0.010, 0.010, 0.025), key, rim);
    }

    private static void ribbons(Canvas canvas, Chance chance, List<Rgb> spell, Field noise) {
        for (int i = 0; i < 4; i++) {
            Chance ribbon = chance.fork(i);
            double phase = ribbon.next();
            double tilt = ribbon.near(0, 0.7);
            double level = ribbon.near(0.1, 0.8);
            Rgb colour = ribbon.pick(spell);
            canvas.add((u, v) -> {
                double path =
                        level + tilt * u + 0.16 * Curve.wave(0.55 * u + phase) + 0.08 * noise.at(2 * u, phase, 0.2);
                double out = v - path;
                return colour.times(0.7 * Curve.bump(0, 0.012, out) + 0.13 * Curve.glow(0.06, out));
            });
        }
    }

    /** Sparks that fly from a point, most of them near it. */
    private static void sparks(Canvas canvas, Chance chance, List<Rgb> spell, double u0, double v0) {
        for (int i = 0; i < 60; i++) {
            Chance spark = chance.fork(100 + i);
            double away = spark.next() * spark.next() * 1.6;
            double turn = spark.next();
            Rgb colour = spell.get(spark.happens(0.7) ? 0 : 1).times(spark.between(0.6, 2.2));
            canvas.disc(
                    u0 + away * Curve.wave(turn),
                    v0 + away * Curve.wave(turn + 0.25),
                    spark.between(0.008, 0.03),
                    colour);
        }
    }
}

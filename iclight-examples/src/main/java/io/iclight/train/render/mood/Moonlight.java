package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** A clear night: a moon, stars, hills against the sky. */
final class Moonlight implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("moonlight");
        Field hills = new Fractal(new GradientNoise(chance), 4, 0.5);
        double u0 = stage.sourceU(0.6);
        double v0 = stage.sourceV(0.55, 0.75);
        Rgb moon = new Rgb(0.55, 0.72, 1.15);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double du = u - u0;
            double dv = v - v0;
            double out = Curve.length(du, dv);
            double cloud = Curve.step(0.1, 0.6, hills.at(1.2 * u, 3.5 * v, 5));
            Rgb sky = new Rgb(0.010, 0.022, 0.070).towards(new Rgb(0.035, 0.065, 0.15), Curve.step(0.8, -0.6, v));
            return sky.plus(moon.times(0.30 * Curve.glow(0.3, out) * (1 + cloud)))
                    .plus(moon.times(0.05 * cloud))
                    .plus(new Rgb(1.9, 2.0, 2.1).times(Curve.step(0.13, 0.115, out)));
        });
        for (int i = 0; i < 45; i++) {
            double u = chance.between(-1, 1) * stage.aspect();
            canvas.disc(u, chance.between(-0.2, 1), 0.006, new Rgb(0.6, 0.7, 0.9).times(chance.next() * chance.next()));
        }
        for (int ridge = 0; ridge < 3; ridge++) {
            double level = -0.25 - 0.25 * ridge;
            double shift = 10.0 * ridge;
            Rgb land = new Rgb(0.020, 0.034, 0.075).times(1 - 0.36 * ridge);
            canvas.over(
                    (u, v) -> Curve.step(0.02, -0.02, v - level - 0.30 * hills.at(0.9 * u + shift, 0.5, shift)), land);
        }
        canvas.blur(chance.between(0, 0.012));
        Light key = Light.far(stage.key(0.50, chance.between(0.0, 0.5)), moon.times(1.1), 0.03);
        return stage.setting(canvas.image(), 0.5, new Rgb(0.010, 0.016, 0.038), key);
    }
}

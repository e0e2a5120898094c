package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** By a fire at night: flames and sparks on the light's side, the dark around. */
final class Fireside implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("fireside");
        Field noise = new GradientNoise(chance);
        Field flames = new Fractal(noise, 3, 0.6);
        double u0 = stage.across() == 0 ? stage.sourceU(0) : stage.sourceU(0.75);
        double base = stage.up() > 0 ? 0.35 : -0.85;
        double size = chance.between(0.8, 1.15);
        Rgb fire = new Rgb(1.75, 0.70, 0.16);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double du = u - u0;
            double dv = v - base - 0.25;
            double near = Curve.glow(0.55, Curve.length(du, dv));
            double rough = 1 + 0.4 * noise.at(3 * u, 3 * v, 2);
            return new Rgb(0.010, 0.008, 0.012).plus(fire.times(0.16 * near * rough));
        });
        canvas.add((u, v) -> {
            double up = (v - base) / size;
            double lick = flames.at(2.6 * u, 1.5 * v - 3, 0.4);
            double edge = 0.36 * (1 - up) * (0.75 + 0.6 * lick)
                    - Math.abs(u - u0 - 0.16 * up * noise.at(1.5 * u, 1.3 * v, 7));
            double body = Curve.step(-0.03, 0.16, edge) * Curve.step(-0.05, 0.05, up) * Curve.step(1.05, 0.6, up);
            return fire.towards(new Rgb(3, 2.2, 0.9), Curve.step(0.05, 0.3, edge))
                    .times(1.6 * body);
        });
        for (int i = 0; i < 40; i++) {
            double u = u0 + chance.near(0, 0.7);
            double v = base + chance.between(0.2, 1.7);
            canvas.disc(u, v, chance.between(0.006, 0.016), new Rgb(2.2, 0.9, 0.2).times(chance.between(0.4, 1.3)));
        }
        canvas.blur(chance.between(0.008, 0.025));
        Light key = Light.near(stage.key(-0.25, chance.between(0.15, 0.5)), fire.times(1.05), 0.25, 1.9);
        Light night = Light.far(stage.counter(0.6, -0.2), new Rgb(0.05, 0.09, 0.17), 0.2);
        return stage.setting(canvas.image(), 0.5, new Rgb(0.012, 0.009, 0.010), key, night);
    }
}

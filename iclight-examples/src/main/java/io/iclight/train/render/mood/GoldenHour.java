package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** The hour before sunset in the country: a low sun through haze, glowing grass, trees out of focus. */
final class GoldenHour implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("golden hour");
        double sunU = stage.sourceU(0.75);
        double sunV = stage.sourceV(0.35, 0.85);
        double horizon = chance.between(-0.35, -0.1);
        Field noise = new GradientNoise(chance);
        Field trees = new Fractal(noise, 4, 0.6);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double up = v - horizon;
            double glow = Curve.glow(0.55, Curve.length(u - sunU, v - sunV));
            Rgb haze = new Rgb(1.15, 0.72, 0.28).times(0.22 + 1.2 * glow);
            if (up >= 0) {
                double crown = 0.28 + 0.30 * trees.at(1.1 * u, 0.3, 0.5);
                double leaf = Curve.step(0.05, -0.05, up - crown - 0.12 * trees.at(5 * u, 5 * v, 2));
                Rgb wood = new Rgb(0.07, 0.06, 0.014).plus(haze.times(0.28));
                return haze.towards(wood, 0.9 * leaf);
            }
            double near = 0.12 - up;
            double blades = noise.at(5 * u / near, 1.2 / near, 0.4);
            Rgb grass = new Rgb(0.26, 0.21, 0.04).times(0.8 + 0.7 * blades);
            return grass.plus(haze.times(0.35 * Curve.glow(0.3, up)));
        });
        List<Rgb> lights = List.of(new Rgb(0.9, 0.6, 0.2), new Rgb(0.7, 0.6, 0.25), new Rgb(1.1, 0.75, 0.35));
        canvas.bokeh(chance, 16, horizon, 0.9, 0.08, lights).blur(chance.between(0.015, 0.05));
        canvas.glow(sunU, sunV, 0.22, new Rgb(1.8, 1.2, 0.5));
        Rgb sun = new Rgb(1.65, 1.05, 0.45).times(chance.near(1, 0.15));
        Light key = Light.far(stage.key(0.30, chance.between(-0.1, 0.5)), sun, 0.08);
        return stage.setting(canvas.image(), 0.45, key);
    }
}

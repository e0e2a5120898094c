package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** The sun going down over the sea: a burning sky, and a road of light on the waves. */
final class SunsetSea implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("sunset sea");
        double horizon = chance.between(-0.35, -0.05);
        double sunU = stage.sourceU(0.62);
        double sunV = stage.up() > 0 ? 0.8 : horizon + chance.between(0.08, 0.25);
        Rgb low = new Rgb(1.35, 0.50, 0.12).towards(new Rgb(1.2, 0.32, 0.22), chance.next());
        Rgb high = new Rgb(0.10, 0.13, 0.36).towards(new Rgb(0.30, 0.12, 0.36), chance.next());
        Field clouds = new Fractal(new GradientNoise(chance), 4, 0.55);
        Field waves = new GradientNoise(chance);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double up = v - horizon;
            double du = u - sunU;
            double dv = v - sunV;
            double sun = Curve.length(du, dv);
            if (up >= 0) {
                Rgb sky = low.times(0.75).towards(high, Curve.step(-0.1, 1.1, up));
                double cloud = Curve.step(0.02, 0.4, clouds.at(1.3 * u, 4.5 * v / (0.5 + up), 0.3));
                Rgb lit = new Rgb(1.1, 0.36, 0.16).towards(new Rgb(0.26, 0.12, 0.22), Curve.unit(1.2 * up));
                return sky.towards(lit, 0.7 * cloud)
                        .plus(new Rgb(1.1, 0.55, 0.18).times(0.9 * Curve.glow(0.28, sun)))
                        .plus(new Rgb(3, 2.2, 1.2).times(Curve.step(0.12, 0.10, sun)));
            }
            double near = 0.06 - up;
            double swell = waves.at(2.2 * u / near * 0.35, 2.2 / near, 0.7);
            Rgb water = low.times(0.34).towards(high.times(0.55), Curve.step(0, 0.8, -up));
            double road = Curve.bump(0, 0.10 + 0.25 * -up, du) * Curve.step(-0.15, 0.45, swell);
            return water.times(1 + 0.55 * swell).plus(new Rgb(1.9, 0.95, 0.32).times(road));
        });
        canvas.blur(chance.between(0.005, 0.025));
        Rgb sun = new Rgb(1.75, 0.82, 0.30).times(chance.near(1, 0.15));
        Light key = Light.far(stage.key(0.12, chance.between(0.05, 0.5)), sun, 0.10);
        return stage.setting(canvas.image(), 0.55, key);
    }
}

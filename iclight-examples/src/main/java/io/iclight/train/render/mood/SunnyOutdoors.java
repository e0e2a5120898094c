package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** Full sun outdoors: a blue sky with clouds over a meadow or sand. */
final class SunnyOutdoors implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("sunny outdoors");
        Field clouds = new Fractal(new GradientNoise(chance), 5, 0.55);
        double horizon = chance.between(-0.45, -0.15);
        boolean beach = chance.happens(0.4);
        Rgb ground = beach ? new Rgb(0.78, 0.62, 0.40) : new Rgb(0.24, 0.34, 0.07);
        double u0 = stage.sourceU(0.9);
        double v0 = stage.sourceV(0.8, 1);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double up = v - horizon;
            double glare = Curve.glow(0.5, Curve.length(u - u0, v - v0));
            if (up > 0) {
                Rgb sky = new Rgb(0.62, 0.78, 0.95).towards(new Rgb(0.14, 0.32, 0.78), Curve.step(0, 1.1, up));
                double cloud = Curve.step(-0.02, 0.4, clouds.at(1.1 * u, 2.6 * v, 0.6));
                return sky.towards(new Rgb(1.05, 1.03, 1.0), 0.85 * cloud)
                        .plus(new Rgb(1, 0.9, 0.7).times(0.6 * glare));
            }
            double near = 0.1 - up;
            double rough = clouds.at(2 * u / near, 1 / near, 3);
            Rgb far = beach && up > -0.12 ? new Rgb(0.10, 0.36, 0.48) : ground.times(1 + 0.5 * rough);
            return far.plus(new Rgb(0.3, 0.27, 0.2).times(0.3 * glare));
        });
        canvas.blur(chance.between(0.015, 0.045));
        Rgb sun = new Rgb(1.65, 1.48, 1.18).times(chance.near(1, 0.1));
        Light key = Light.far(stage.key(0.6, chance.between(0.15, 0.7)), sun, 0.02);
        return stage.setting(canvas.image(), 0.32, key);
    }
}

package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** Soft daylight outdoors: a bright sky and leaves far out of focus. */
final class NaturalLight implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("natural light");
        Field leaves = new Fractal(new GradientNoise(chance), 4, 0.6);
        double skyline = chance.between(-0.2, 0.5);
        Rgb leaf = new Rgb(0.16, 0.30, 0.07).towards(new Rgb(0.10, 0.20, 0.10), chance.next());
        double u0 = stage.sourceU(0.8);
        double v0 = stage.sourceV(0.4, 0.9);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double n = leaves.at(1.4 * u, 1.4 * v, 0.3);
            double fine = leaves.at(4 * u + 7, 4 * v, 2.3);
            double bright = Curve.glow(1.1, Curve.length(u - u0, v - v0));
            Rgb sky = new Rgb(0.72, 0.82, 0.92).times(0.55 + 0.6 * bright);
            Rgb green = leaf.times(0.55 + 0.9 * Curve.unit(0.5 + 0.7 * fine) + 0.9 * bright);
            Rgb ground = new Rgb(0.26, 0.25, 0.13).times(0.7 + 0.6 * bright);
            Rgb far = sky.towards(green, Curve.step(0.12, -0.12, v - skyline - 0.7 * n));
            return far.towards(ground, Curve.step(-0.45, -0.75, v + 0.1 * n));
        });
        canvas.bokeh(chance, 20, -0.2, 0.9, 0.09, List.of(new Rgb(0.30, 0.40, 0.16), new Rgb(0.35, 0.42, 0.40)));
        canvas.blur(chance.between(0.03, 0.07));
        Rgb sky = new Rgb(1.10, 1.06, 0.98).times(chance.near(1, 0.12));
        Light key = Light.far(stage.key(0.45, chance.between(0.3, 0.8)), sky, chance.between(0.25, 0.5));
        return stage.setting(canvas.image(), 0.55, key);
    }
}

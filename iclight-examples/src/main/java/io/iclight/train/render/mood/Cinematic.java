package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** A film still: a teal dark with amber lamps far out of focus, a warm key and a cold rim. */
final class Cinematic implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("cinematic");
        Rgb teal = new Rgb(0.05, 0.16, 0.20).times(chance.near(1, 0.3));
        Rgb amber = new Rgb(1.5, 0.85, 0.38);
        Field noise = new Fractal(new GradientNoise(chance), 3, 0.5);
        double u0 = stage.sourceU(0.9);
        double v0 = stage.sourceV(0.2, 0.9);
        double sill = chance.between(-0.5, 0.1);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double near = Curve.glow(0.5, Curve.length(u - u0, v - v0));
            double block = Curve.step(-0.05, 0.05, noise.at(2 * Math.floor(3 * u) + 0.5, 0.4, 0.2) + 0.5 * (sill - v));
            return teal.times(0.55 + 0.6 * block + 0.4 * noise.at(u, v, 3)).plus(amber.times(0.30 * near));
        });
        canvas.bokeh(chance, 9, -0.3, 0.7, 0.085, List.of(amber.times(0.7), amber.times(0.4), teal.times(3)));
        canvas.blur(chance.between(0.02, 0.04)).vignette(0.5);
        Light key = Light.near(
                stage.key(0.30, chance.between(0.1, 0.45)), amber.times(1.0).plus(Rgb.grey(0.12)), 0.22, 3);
        Light rim = Light.far(stage.counter(0.35, -0.35), new Rgb(0.25, 0.62, 0.78), 0.15);
        return stage.setting(canvas.image(), 0.5, new Rgb(0.008, 0.018, 0.022), key, rim);
    }
}

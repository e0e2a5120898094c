package io.iclight.train.render.mood;

import io.iclight.train.render.light.Gobo;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** Under water: shafts and ripples of light in a blue that deepens downwards. */
final class Underwater implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("underwater");
        Field noise = new GradientNoise(chance);
        double u0 = stage.sourceU(0.7);
        double lift = stage.up() < 0 ? -1 : 1;
        Rgb shallow = new Rgb(0.10, 0.62, 0.70);
        Rgb deep = new Rgb(0.006, 0.05, 0.14);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double du = u - u0;
            double top = 1.4 - lift * v;
            double angle = du / (top + 0.3);
            double shaft = Math.max(0, noise.at(5 * angle, 0.4, 0.7)) * Curve.glow(1.1, top);
            double near = Curve.glow(1.2, Curve.length(du, top));
            return deep.towards(shallow, Curve.unit(1.3 * near)).plus(new Rgb(0.45, 0.8, 0.75).times(0.8 * shaft));
        });
        for (int i = 0; i < 24; i++) {
            double u = chance.between(-1, 1) * stage.aspect();
            canvas.disc(u, chance.between(-1, 1), chance.between(0.008, 0.03), new Rgb(0.15, 0.35, 0.38));
        }
        canvas.blur(chance.between(0.01, 0.03));
        Rgb light = new Rgb(0.48, 1.20, 1.22);
        Light key = Light.far(stage.key(0.7, 0.35), light, 0.12).through(Gobo.ripples(chance));
        return stage.setting(canvas.image(), 0.75, new Rgb(0.004, 0.02, 0.03), key);
    }
}

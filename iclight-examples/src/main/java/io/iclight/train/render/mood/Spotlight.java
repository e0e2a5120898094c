package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** A dark stage under a spotlight: a cone of light in the haze, a red curtain far behind. */
final class Spotlight implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("spotlight");
        Field noise = new GradientNoise(chance);
        double u0 = stage.across() == 0 ? chance.near(0, 0.3) : stage.across() * 1.05 * stage.aspect();
        double v0 = stage.up() < 0 ? -1.2 : stage.up() > 0 ? 1.3 : 0.9;
        Rgb beam = chance.pick(List.of(new Rgb(1.6, 1.5, 1.3), new Rgb(1.2, 1.4, 1.7), new Rgb(1.7, 1.3, 0.85)));
        Rgb curtain = chance.pick(
                List.of(new Rgb(0.16, 0.012, 0.014), new Rgb(0.03, 0.02, 0.09), new Rgb(0.03, 0.03, 0.035)));
        double length = Curve.length(u0, v0);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double folds = 0.6 + 0.4 * Curve.wave(5 * u + 0.3 * noise.at(u, v, 2));
            double pool = Curve.glow(0.55, Curve.length(u, v + 0.5));
            return curtain.times(folds * (0.25 + 0.9 * pool));
        });
        canvas.add((u, v) -> {
            double along = ((u0 - u) * u0 + (v0 - v) * v0) / length;
            double aside = Math.abs((u0 - u) * v0 - (v0 - v) * u0) / length;
            double wide = 0.06 + 0.26 * along;
            double haze = 0.8 + 0.4 * noise.at(2 * u, 2 * v, 4);
            return along < 0
                    ? Rgb.BLACK
                    : beam.times(0.26 * haze * Curve.step(wide, 0.35 * wide, aside) * Curve.glow(1.1, along));
        });
        canvas.over(
                (u, v) -> Curve.step(-0.72, -0.76, v),
                (u, v) -> beam.times(0.03 + 0.22 * Curve.step(0.8, 0.3, Math.abs(u))));
        canvas.blur(chance.between(0.008, 0.025));
        Light key = Light.far(stage.key(0.6, chance.between(0.2, 0.6)), beam.times(1.1), 0.04);
        return stage.setting(canvas.image(), 0.5, new Rgb(0.010, 0.008, 0.010), key);
    }
}

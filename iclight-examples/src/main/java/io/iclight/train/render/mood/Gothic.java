package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** A gothic night: pointed arches and spires in a green-grey fog, a pale moon, and blood-red light from elsewhere. */
final class Gothic implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("gothic");
        Field fog = new Fractal(new GradientNoise(chance), 4, 0.55);
        Rgb pale = new Rgb(0.50, 0.64, 0.62).towards(new Rgb(0.58, 0.60, 0.72), chance.next());
        double u0 = stage.sourceU(0.55);
        double v0 = stage.sourceV(0.6, 0.75);
        double offset = chance.next();
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double du = u - u0;
            double dv = v - v0;
            double moon = Curve.length(du, dv);
            double cloud = 0.5 + 0.6 * fog.at(1.1 * u, 2 * v, 0.4);
            Rgb sky = pale.times(0.03 + 0.11 * cloud + 0.32 * Curve.glow(0.35, moon));
            return sky.plus(pale.times(2.2 * Curve.step(0.16, 0.14, moon)));
        });
        canvas.over(
                (u, v) -> spires(1.7 * u + offset, v, fog),
                (u, v) -> pale.times(0.030 + 0.04 * Curve.step(0.2, -0.8, v)));
        canvas.over((u, v) -> arches(2.3 * u + offset, v), pale.times(0.012));
        canvas.over((u, v) -> 0.75 * Curve.step(-0.2, -1, v + 0.35 * fog.at(1.5 * u, 3 * v, 2.5)), pale.times(0.15));
        for (int i = 0; i < 4; i++) {
            double u = chance.between(-0.95, 0.95) * stage.aspect();
            canvas.disc(u, -0.62 + chance.near(0, 0.08), 0.025, new Rgb(2, 0.75, 0.2))
                    .glow(u, -0.62, 0.10, new Rgb(0.30, 0.09, 0.02));
        }
        canvas.blur(chance.between(0.008, 0.025));
        Light key = Light.far(stage.key(0.45, chance.between(-0.05, 0.4)), pale.times(1.45), 0.06);
        Light ember = Light.near(stage.counter(-0.4, 0.3), new Rgb(0.22, 0.02, 0.015), 0.3, 3);
        return stage.setting(canvas.image(), 0.45, new Rgb(0.006, 0.009, 0.010), key, ember);
    }

    private static double spires(double u, double v, Field rough) {
        double t = u - Math.floor(u) - 0.5;
        double size = 0.35 + 0.5 * Math.abs(rough.at(3.1 * Math.floor(u), 0.5, 0.5));
        double roof = 0.15 + size - 5.5 * Math.max(0, Math.abs(t) - 0.02);
        double wall = Math.abs(t) < 0.16 ? 0.1 : -0.15;
        return Curve.step(0.02, -0.02, v - Math.max(roof, wall));
    }

    /** A row of pointed openings between pillars: 1 on the stone. */
    private static double arches(double u, double v) {
        double t = Math.abs(u - Math.floor(u) - 0.5);
        double point = -0.25 - 1.4 * t * t - 0.5 * t;
        double opening = Curve.step(0.42, 0.38, t) * Curve.step(0.02, -0.02, v - point);
        return Curve.step(0.02, -0.02, v + 0.12) * (1 - opening);
    }
}

package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** A late-night corridor in red, amber and green: smeared lamps, tiles, a film by Wong Kar-wai. */
final class WarmNeon implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("warm neon");
        Rgb red = new Rgb(1.6, 0.22, 0.10);
        Rgb amber = new Rgb(1.5, 0.75, 0.18);
        Rgb green = new Rgb(0.10, 0.55, 0.32);
        Field smear = new GradientNoise(chance);
        double side = stage.across() == 0 ? chance.sign() : stage.across();
        double vanish = -0.3 * side;
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double depth = Math.max(Math.abs(u - vanish), 0.9 * Math.abs(v)) + 0.05;
            double wall = side * (u - vanish) > 0 ? 1 : 0;
            double tiles = 1 + 0.25 * Curve.wave(1.1 / depth) * Curve.wave(3 * v / depth);
            Rgb colour = green.times(0.11).towards(red.times(0.15), wall);
            return colour.times(tiles * Curve.step(0, 0.9, depth)).plus(amber.times(0.10 * Curve.glow(0.2, depth)));
        });
        for (int i = 0; i < 12; i++) {
            Chance lamp = chance.fork(i);
            double u0 = lamp.between(-1, 1) * stage.aspect();
            double v0 = lamp.between(-0.1, 0.9);
            double length = lamp.between(0.12, 0.5);
            double thick = lamp.between(0.02, 0.05);
            Rgb colour = (side * u0 > -0.2 ? lamp.happens(0.5) ? red : amber : green).times(lamp.between(0.5, 1.5));
            canvas.add((u, v) -> {
                double du = Math.max(0, Math.abs(u - u0) - length) + 0.04 * smear.at(4 * u, 9 * v, 7 * u0);
                double dv = v - v0;
                double out = Curve.length(du, dv);
                return colour.times(0.8 * Curve.bump(0, 0.5 * thick, out) + 0.12 * Curve.glow(3 * thick, out));
            });
        }
        canvas.blur(chance.between(0.012, 0.03));
        Rgb key = red.towards(amber, chance.between(0.2, 0.8)).times(1.05);
        Light main = Light.near(stage.key(0.15, chance.between(0.15, 0.5)), key, 0.25, 2.6);
        Light rim = Light.near(stage.counter(0.2, chance.between(-0.1, 0.4)), green.times(0.9), 0.25, 3);
        return stage.setting(canvas.image(), 0.7, new Rgb(0.03, 0.012, 0.006), main, rim);
    }
}

package io.iclight.train.render.mood;

import io.iclight.train.render.light.Gobo;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;

/** Under trees: trunks in a green dusk, and shafts of sun. */
final class Forest implements Atmosphere {

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("forest");
        Field noise = new GradientNoise(chance);
        Field leaves = new Fractal(noise, 4, 0.6);
        double u0 = stage.sourceU(0.9);
        double v0 = stage.sourceV(0.95, 1.1);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double n = leaves.at(2.2 * u, 2.2 * v, 0.4);
            double gap = Curve.step(0.05, 0.5, n + 0.35 * v);
            Rgb green = new Rgb(0.035, 0.075, 0.022).times(1.1 + 0.9 * leaves.at(6 * u, 6 * v, 1));
            return green.towards(new Rgb(0.62, 0.80, 0.34), 0.75 * gap);
        });
        trunks(canvas, chance, noise);
        canvas.over(
                (u, v) -> Curve.step(-0.6, -0.85, v + 0.08 * noise.at(3 * u, 0, 5)),
                (u, v) -> new Rgb(0.06, 0.075, 0.02).times(1 + 0.8 * leaves.at(5 * u, 9 * v, 8)));
        canvas.add((u, v) -> {
            double du = u - u0;
            double dv = v - v0 - 0.6;
            double angle = du / (Math.abs(dv) + 0.3);
            double shaft = Math.max(0, noise.at(6 * angle, 0.3, 0.9)) * Curve.glow(1.3, Curve.length(du, dv));
            return new Rgb(0.75, 0.72, 0.32).times(0.75 * shaft);
        });
        canvas.blur(chance.between(0.012, 0.04));
        Rgb sun = new Rgb(1.35, 1.38, 0.72).times(chance.near(1, 0.12));
        Light key = Light.far(stage.key(0.6, chance.between(0.1, 0.5)), sun, 0.05);
        Light dappled = chance.happens(0.5) ? key.through(Gobo.leaves(chance)) : key;
        return stage.setting(canvas.image(), 0.9, new Rgb(0.02, 0.035, 0.012), dappled);
    }

    /** Trunks, the nearer the thicker and darker. */
    private static void trunks(Canvas canvas, Chance chance, Field noise) {
        for (int i = 0; i < 11; i++) {
            Chance tree = chance.fork(i);
            double far = i / 10.0;
            double u1 = tree.between(-1.1, 1.1) * canvas.aspect();
            double thick = Curve.mix(0.03, 0.13, far * far) * tree.between(0.7, 1.3);
            double lean = tree.near(0, 0.12);
            Rgb bark = new Rgb(0.10, 0.14, 0.07).towards(new Rgb(0.022, 0.018, 0.010), far);
            canvas.over(
                    (u, v) -> {
                        double out = Math.abs(u - u1 - lean * v) / thick + 0.12 * noise.at(9 * u, 2 * v, 3 * u1);
                        return Curve.step(1.08, 0.92, out);
                    },
                    bark);
        }
    }
}

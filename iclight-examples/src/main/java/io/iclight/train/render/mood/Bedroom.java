package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** A bedroom in the evening: a lamp with a shade, a bed with cushions, a picture on the wall. */
final class Bedroom implements Atmosphere {

    private static final List<Rgb> WALLS =
            List.of(Rgb.srgb(0xC9A98A), Rgb.srgb(0xB99B86), Rgb.srgb(0xA8A08C), Rgb.srgb(0xC99A86), Rgb.srgb(0x9A8F86));

    private final int bulbs;
    private final double lampShare;
    private final Rgb fill;

    private Bedroom(int bulbs, double lampShare, Rgb fill) {
        this.bulbs = bulbs;
        this.lampShare = lampShare;
        this.fill = fill;
    }

    /** By the light of the lamp alone. */
    static Bedroom byLamp() {
        return new Bedroom(0, 0.95, new Rgb(0.05, 0.032, 0.02));
    }

    /** By a weaker lamp and a garland of small bulbs. */
    static Bedroom byGarland() {
        return new Bedroom(26, 0.75, new Rgb(0.10, 0.055, 0.025));
    }

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("bedroom");
        Rgb lamp = new Rgb(1.65, 0.90, 0.38).times(chance.near(1, 0.12));
        Rgb wall = chance.pick(WALLS);
        double u0 = stage.across() == 0 ? chance.sign() * 0.7 : stage.sourceU(0.72);
        double v0 = stage.sourceV(0.15, 0.75);
        Field cloth = new Fractal(new GradientNoise(chance), 3, 0.5);
        double picture = -Math.signum(u0) * chance.between(0.2, 0.55);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double du = u - u0;
            double dv = v - v0;
            double near = Curve.glow(0.65, Math.sqrt(du * du + 0.6 * dv * dv));
            return wall.times(lamp).times(0.07 + 0.62 * near);
        });
        canvas.over((u, v) -> box(u - picture, v - 0.5, 0.24, 0.19), wall.times(0.06));
        canvas.over(
                (u, v) -> box(u - picture, v - 0.5, 0.20, 0.15),
                Rgb.srgb(0x7A5A3E).times(lamp).times(0.22));
        canvas.over(
                (u, v) -> box(u + 0.2 * u0, v + 0.62, 0.95, 0.35),
                (u, v) -> Rgb.srgb(0x5A3620).times(lamp).times(0.10 + 0.35 * Curve.glow(0.6, u - u0)));
        canvas.over(
                (u, v) -> Curve.step(-0.58, -0.64, v + 0.06 * cloth.at(1.5 * u, 0, 1)),
                (u, v) -> Rgb.srgb(0xD9CBB8)
                        .times(lamp)
                        .times((0.16 + 0.4 * Curve.glow(0.7, u - u0)) * (1 + 0.5 * cloth.at(2 * u, 5 * v, 3))));
        shade(canvas, chance.between(0.13, 0.19), u0, v0, lamp);
        canvas.glow(u0, v0, 0.25, lamp.times(0.35));
        garland(canvas, chance, lamp);
        canvas.blur(chance.between(0.01, 0.035));
        Light key = Light.near(stage.key(0.12, chance.between(0.2, 0.55)), lamp.times(lampShare), 0.25, 2.4);
        return stage.setting(canvas.image(), 0.55, fill, key);
    }

    /** The lamp's foot and its shade, a little wider below. */
    private static void shade(Canvas canvas, double width, double u0, double v0, Rgb lamp) {
        canvas.over(
                (u, v) -> Curve.step(0.03, 0.02, Math.abs(u - u0)) * Curve.step(v0, v0 - 0.03, v),
                Rgb.srgb(0x3A2416).times(0.5));
        canvas.over(
                (u, v) -> {
                    double flare = width * (1.25 - 0.9 * (v - v0 + 0.15));
                    return Curve.step(flare + 0.015, flare - 0.015, Math.abs(u - u0))
                            * Curve.step(0.17, 0.15, Math.abs(v - v0));
                },
                (u, v) -> lamp.times(1.5 - 2.2 * Math.abs(u - u0)));
    }

    private void garland(Canvas canvas, Chance chance, Rgb lamp) {
        for (int i = 0; i < bulbs; i++) {
            double u = canvas.aspect() * (-1.05 + 2.1 * i / (bulbs - 1));
            double sag = 0.16 * Math.abs(Curve.wave(1.5 * i / (bulbs - 1)));
            canvas.disc(u, 0.80 - sag + chance.near(0, 0.03), 0.035, lamp.times(chance.between(0.7, 1.4)));
        }
    }

    private static double box(double u, double v, double wide, double high) {
        return Curve.step(wide + 0.015, wide - 0.015, Math.abs(u))
                * Curve.step(high + 0.015, high - 0.015, Math.abs(v));
    }
}

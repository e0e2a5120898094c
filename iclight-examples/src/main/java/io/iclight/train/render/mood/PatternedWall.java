package io.iclight.train.render.mood;

import io.iclight.train.render.light.Gobo;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** A bare wall on which hard light falls through something: a window, a blind, leaves. */
final class PatternedWall implements Atmosphere {

    private static final List<Rgb> WALLS = List.of(
            Rgb.srgb(0xD8D2C8),
            Rgb.srgb(0xC9B49A),
            Rgb.srgb(0xA8B0B4),
            Rgb.srgb(0xC6A08C),
            Rgb.srgb(0x8E9A8C),
            Rgb.srgb(0xE6E2DA));

    /** Makes something for the light to fall through. */
    private interface Maker {
        Gobo make(Chance chance);
    }

    private final List<Maker> makers;

    private PatternedWall(List<Maker> makers) {
        this.makers = makers;
    }

    /** A window or a blind. */
    static PatternedWall behindWindow() {
        return new PatternedWall(List.of(Gobo::window, Gobo::blind));
    }

    /** A window, a blind, leaves, or a wall's edge. */
    static PatternedWall behindAnything() {
        return new PatternedWall(List.of(Gobo::window, Gobo::blind, Gobo::leaves, PatternedWall::edge));
    }

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("patterned wall");
        Rgb wall = chance.pick(WALLS);
        Field stains = new Fractal(new GradientNoise(chance), 4, 0.6);
        Maker maker = chance.pick(makers);
        Gobo onWall = maker.make(chance);
        Gobo onSubject = maker.make(chance);
        double skew = chance.near(0, 0.5);
        boolean warm = chance.happens(0.6);
        Rgb sun = (warm ? new Rgb(1.85, 1.55, 1.15) : new Rgb(1.7, 1.68, 1.65)).times(chance.near(1, 0.12));
        double reach = chance.between(0.9, 1.6);
        double u0 = stage.sourceU(0.3);
        double v0 = stage.sourceV(0.1, 0.3);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double du = u - u0;
            double dv = v - v0;
            double pool = Curve.step(reach, 0.5 * reach, Curve.length(du, dv));
            double light = 0.62 * pool * onWall.transmission(u + skew * v, v + 0.5 * skew * u);
            return wall.times(sun.times(light).plus(new Rgb(0.055, 0.06, 0.075)))
                    .times(1 + 0.12 * stains.at(2 * u, 2 * v, 1));
        });
        canvas.blur(chance.between(0, 0.015));
        Light key = Light.far(stage.key(0.30, chance.between(0.3, 0.75)), sun.times(1.05), 0.02)
                .through(onSubject);
        return stage.setting(canvas.image(), 0.35, new Rgb(0.015, 0.017, 0.022), key);
    }

    /** One straight edge between light and shadow. */
    private static Gobo edge(Chance chance) {
        double slope = chance.near(0, 1.2);
        double offset = chance.near(0, 0.25);
        double sign = chance.sign();
        return (u, v) -> 0.04 + 0.96 * Curve.step(-0.03, 0.03, sign * (u + slope * v - offset));
    }
}

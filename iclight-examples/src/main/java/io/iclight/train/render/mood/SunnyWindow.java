package io.iclight.train.render.mood;

import io.iclight.train.render.light.Gobo;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** A sunny room: a bright window on the light's side, and its patch of sun on the wall. */
final class SunnyWindow implements Atmosphere {

    private static final List<Rgb> WALLS =
            List.of(Rgb.srgb(0xD9C9B0), Rgb.srgb(0xC9CFC9), Rgb.srgb(0xD8BBA6), Rgb.srgb(0xB9C4CC), Rgb.srgb(0xE2DCCF));

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("sunny window");
        Rgb sun = new Rgb(1.75, 1.40, 0.98).times(chance.near(1, 0.15));
        Rgb wall = chance.pick(WALLS);
        double u0 = stage.sourceU(0.85);
        double v0 = stage.sourceV(0.25, 0.9);
        double wide = chance.between(0.3, 0.45);
        double high = chance.between(0.55, 0.8);
        Gobo panes = Gobo.window(chance);
        double slant = chance.near(0, 0.4);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double near = Curve.glow(0.9, Curve.length(u - u0, v - v0));
            return wall.times(0.10 + 0.5 * near);
        });
        canvas.over(
                (u, v) -> patch(u + 0.5 * u0, v + 0.2 + 0.5 * slant * u),
                (u, v) -> wall.times(sun).times(0.95 * panes.transmission(u, v) + 0.15));
        canvas.over((u, v) -> Curve.step(-0.62, -0.66, v), wall.times(0.35).times(new Rgb(0.9, 0.7, 0.5)));
        canvas.over(
                (u, v) -> frame(u - u0, v - v0, wide + 0.06, high + 0.06),
                Rgb.srgb(0xE9E4DA).times(0.7));
        canvas.over(
                (u, v) -> frame(u - u0, v - v0, wide, high) * bars((u - u0) / wide, (v - v0) / high),
                (u, v) -> new Rgb(2.2, 2.1, 1.9).plus(new Rgb(0.2, 0.4, 0.9).times(Curve.unit(v + 0.2))));
        canvas.glow(u0, v0, 0.45, sun.times(0.25)).blur(chance.between(0.01, 0.035));
        Light key = Light.far(stage.key(0.35, chance.between(0.15, 0.6)), sun, 0.07);
        boolean patterned = chance.happens(0.35);
        return stage.setting(canvas.image(), 0.5, patterned ? key.through(Gobo.window(chance)) : key);
    }

    private static double patch(double u, double v) {
        return Curve.step(0.75, 0.68, Math.abs(u)) * Curve.step(0.5, 0.45, Math.abs(v));
    }

    private static double frame(double u, double v, double wide, double high) {
        return Curve.step(wide + 0.02, wide - 0.02, Math.abs(u)) * Curve.step(high + 0.02, high - 0.02, Math.abs(v));
    }

    /** Two panes across and three up. */
    private static double bars(double u, double v) {
        double across = Math.abs(u);
        double up = Math.abs(Math.abs(v) - 0.33);
        return Curve.step(0.04, 0.09, across) * Curve.step(0.02, 0.05, up);
    }
}

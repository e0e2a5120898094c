package io.iclight.train.render.mood;

import io.iclight.train.render.light.Light;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** A studio: a paper background with a pool of light, a large softbox, a reflector opposite. */
final class Studio implements Atmosphere {

    private static final List<Rgb> PAPERS = List.of(
            Rgb.srgb(0x9A9C9E),
            Rgb.srgb(0xD9D9D6),
            Rgb.srgb(0x4A4C50),
            Rgb.srgb(0x7F8FA0),
            Rgb.srgb(0xB4B2AE),
            Rgb.srgb(0x6A6C72));

    @Override
    public Setting compose(Stage stage) {
        Chance chance = stage.chance().fork("studio");
        Rgb paper = chance.pick(PAPERS);
        double poolU = stage.across() * chance.between(0.1, 0.5);
        double poolV = 0.25 * stage.up() + chance.near(0.05, 0.2);
        double floor = chance.between(-0.8, -0.55);
        double size = chance.between(0.7, 1.2);
        Canvas canvas = stage.canvas().fill((u, v) -> {
            double pool = Curve.glow(size, Curve.length(u - poolU, v - poolV));
            double sweep = 1 + 0.25 * Curve.step(floor + 0.2, floor - 0.2, v);
            return paper.times((0.12 + 0.75 * pool) * sweep);
        });
        canvas.vignette(0.35);
        Rgb white = new Rgb(1.22, 1.19, 1.14).times(chance.near(1, 0.1));
        Light key = Light.near(stage.key(0.35, chance.between(0.35, 0.8)), white, chance.between(0.35, 0.6), 3.5);
        Light fill = Light.far(stage.counter(0.1, 0.7), white.times(chance.between(0.10, 0.28)), 0.6);
        return stage.setting(canvas.image(), 0.3, new Rgb(0.03, 0.03, 0.03), key, fill);
    }
}

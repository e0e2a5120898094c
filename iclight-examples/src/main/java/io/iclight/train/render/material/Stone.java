package io.iclight.train.render.material;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** What statues are hewn from. */
public final class Stone {

    private Stone() {}

    /**
     * Chooses a stone.
     *
     * @param chance what decides
     * @return marble, granite, sandstone or plaster
     */
    public static Finish of(Chance chance) {
        return switch (chance.below(4)) {
            case 0 -> marble(chance);
            case 1 -> granite(chance);
            case 2 -> sandstone(chance);
            default -> plaster(chance);
        };
    }

    /**
     * Veined marble, faintly translucent.
     *
     * @param chance what decides
     * @return white, green, pink or black marble
     */
    public static Finish marble(Chance chance) {
        Field noise = new GradientNoise(chance);
        Field wander = new Fractal(noise, 5, 0.55).scaled(1.3);
        Field veins = (x, y, z) -> {
            double wave = Curve.wave(0.9 * x + 0.5 * y + 0.4 * z + 1.6 * wander.at(x, y, z));
            return Curve.step(0.75, 1, 1 - Math.abs(wave)) * (0.5 + 0.5 * noise.at(3 * x, 3 * y, 3 * z));
        };
        List<Rgb> pair = chance.pick(List.of(
                List.of(Rgb.srgb(0xECE8E1), Rgb.srgb(0x8A8A90)),
                List.of(Rgb.srgb(0xE8DCCB), Rgb.srgb(0x9B7B5A)),
                List.of(Rgb.srgb(0x4F6B5C), Rgb.srgb(0xC9D6CC)),
                List.of(Rgb.srgb(0xD9B5A7), Rgb.srgb(0x8C5F58)),
                List.of(Rgb.srgb(0x2A2A2E), Rgb.srgb(0xB9B4AC))));
        Texture albedo = Texture.plain(pair.get(0)).with(pair.get(1), veins).mottled(wander, 0.08);
        return new Finish(
                "marble",
                Material.matt(albedo).glossy(chance.between(0.25, 0.5)).scattering(0.25));
    }

    /**
     * Speckled granite.
     *
     * @param chance what decides
     * @return grey, red or dark granite
     */
    public static Finish granite(Chance chance) {
        Field noise = new GradientNoise(chance);
        Field grain = new Fractal(noise, 3, 0.8).scaled(14);
        Rgb ground = chance.pick(List.of(Rgb.srgb(0x8F8D8A), Rgb.srgb(0x9C6F62), Rgb.srgb(0x55585C)));
        Texture albedo = Texture.plain(ground)
                .with(Rgb.srgb(0x2B2B2D), (x, y, z) -> Curve.step(0.25, 0.5, grain.at(x, y, z)))
                .with(Rgb.srgb(0xDAD5CE), (x, y, z) -> Curve.step(-0.25, -0.5, grain.at(x, y, z)));
        return new Finish("granite", Material.matt(albedo).glossy(0.55).bumped(grain, 0.004));
    }

    /**
     * Weathered sandstone in layers.
     *
     * @param chance what decides
     * @return yellow, grey or red sandstone
     */
    public static Finish sandstone(Chance chance) {
        Field noise = new GradientNoise(chance);
        Field rough = new Fractal(noise, 5, 0.65).scaled(4);
        Field layers = new Fractal(noise, 3, 0.5).scaled(0.6, 7, 0.6);
        Rgb ground = chance.pick(List.of(Rgb.srgb(0xC2A678), Rgb.srgb(0xA89F8F), Rgb.srgb(0xB5744E)));
        Texture albedo = Texture.plain(ground).mottled(layers, 0.35).mottled(rough, 0.3);
        return new Finish("stone", Material.matt(albedo).bumped(rough, 0.03));
    }

    /**
     * Plaster, as in a drawing school.
     *
     * @param chance what decides
     * @return nearly white plaster
     */
    public static Finish plaster(Chance chance) {
        Field rough = new Fractal(new GradientNoise(chance), 4, 0.6).scaled(3);
        Texture albedo = Texture.plain(Rgb.srgb(0xE6E1D8)).mottled(rough, 0.08);
        return new Finish("plaster", Material.matt(albedo).bumped(rough, 0.006));
    }
}

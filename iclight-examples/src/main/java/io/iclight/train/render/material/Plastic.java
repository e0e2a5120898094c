package io.iclight.train.render.material;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** What toys are moulded from. */
public final class Plastic {

    private static final List<Rgb> COLOURS = List.of(
            Rgb.srgb(0xD8352F),
            Rgb.srgb(0x2F6FD0),
            Rgb.srgb(0xF0C02E),
            Rgb.srgb(0x3FA34D),
            Rgb.srgb(0xE7E5E0),
            Rgb.srgb(0xE07AA5),
            Rgb.srgb(0xE8862E),
            Rgb.srgb(0x4A4C52),
            Rgb.srgb(0x58B7B2));

    private Plastic() {}

    /**
     * Chooses a colour and a gloss.
     *
     * @param chance what decides
     * @return the material
     */
    public static Material of(Chance chance) {
        Field scuffs = new Fractal(new GradientNoise(chance), 4, 0.6).scaled(4);
        Texture albedo = Texture.plain(chance.pick(COLOURS)).mottled(scuffs, 0.08);
        return Material.matt(albedo).glossy(chance.between(0.2, 0.5)).bumped(scuffs, 0.002);
    }
}

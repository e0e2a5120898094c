package io.iclight.train.render.material;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** What is cast, beaten or forged. */
public final class Metal {

    private static final List<String> NAMES = List.of("bronze", "golden", "copper", "steel");

    private static final List<Rgb> COLOURS =
            List.of(Rgb.srgb(0xA87B4A), Rgb.srgb(0xE3B85C), Rgb.srgb(0xD08B68), Rgb.srgb(0xB9BCC2));

    private static final List<Rgb> TARNISHES =
            List.of(Rgb.srgb(0x4E6F5E), Rgb.srgb(0x8A6A2C), Rgb.srgb(0x4F8577), Rgb.srgb(0x6B4A36));

    private Metal() {}

    /**
     * Chooses a metal, more or less tarnished.
     *
     * @param chance what decides
     * @return bronze, gold, copper or steel
     */
    public static Finish of(Chance chance) {
        int which = chance.below(NAMES.size());
        Field patches = new Fractal(new GradientNoise(chance), 5, 0.6).scaled(2);
        double age = chance.between(-0.2, 0.5);
        Texture albedo = Texture.plain(COLOURS.get(which))
                .with(TARNISHES.get(which), (x, y, z) -> 0.85 * Curve.step(0.55 - age, 1 - age, patches.at(x, y, z)))
                .mottled(patches, 0.15);
        Material material = Material.matt(albedo).metallic(chance.between(0.3, 0.55));
        return new Finish(NAMES.get(which), material.bumped(patches.scaled(3), 0.006));
    }
}

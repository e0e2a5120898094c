package io.iclight.train.render.material;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** What is carved or turned from a tree. */
public final class Timber {

    private static final List<List<Rgb>> SORTS = List.of(
            List.of(Rgb.srgb(0xC49A6C), Rgb.srgb(0x8A5A33)),
            List.of(Rgb.srgb(0x8B5A3C), Rgb.srgb(0x4A2A1A)),
            List.of(Rgb.srgb(0xD9B98A), Rgb.srgb(0xB08350)),
            List.of(Rgb.srgb(0x5A3A2A), Rgb.srgb(0x2B1A12)));

    private Timber() {}

    /**
     * Chooses a wood.
     *
     * @param chance what decides
     * @return light or dark wood, oiled or raw
     */
    public static Finish of(Chance chance) {
        Field noise = new GradientNoise(chance);
        Field wander = new Fractal(noise, 3, 0.5).scaled(0.9, 0.35, 0.9);
        double offset = chance.between(0.3, 0.9);
        double rings = chance.between(4, 8);
        Field grain = (x, y, z) -> {
            double dx = x + offset;
            double dz = z + 0.6 * offset;
            double radius = Math.sqrt(dx * dx + dz * dz) * rings + 1.5 * wander.at(x, y, z);
            double ring = radius - Math.floor(radius);
            return ring * ring * (1 - Curve.step(0.85, 1, ring));
        };
        Field fibres = new Fractal(noise, 2, 0.6).scaled(30, 2, 30);
        List<Rgb> sort = chance.pick(SORTS);
        Texture albedo = Texture.plain(sort.get(0)).with(sort.get(1), grain).mottled(fibres, 0.2);
        Material material = Material.matt(albedo).bumped(fibres, 0.004);
        return new Finish("wooden", chance.happens(0.5) ? material.glossy(chance.between(0.35, 0.6)) : material);
    }
}

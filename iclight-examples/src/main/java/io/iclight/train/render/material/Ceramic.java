package io.iclight.train.render.material;

import io.iclight.train.render.noise.Cells;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** What is thrown on a wheel and fired: terracotta, glazes, painted porcelain. */
public final class Ceramic {

    private static final List<Rgb> GLAZES = List.of(
            Rgb.srgb(0xEFEAE0),
            Rgb.srgb(0x2E5E8C),
            Rgb.srgb(0x3F7F6B),
            Rgb.srgb(0xB8402F),
            Rgb.srgb(0xD9A441),
            Rgb.srgb(0x7A4E8A),
            Rgb.srgb(0x3A3A44),
            Rgb.srgb(0x9FC0C9),
            Rgb.srgb(0xC97F6B),
            Rgb.srgb(0x86A05A));

    private static final List<Rgb> PAINTS =
            List.of(Rgb.srgb(0x1F3F8A), Rgb.srgb(0x7A1F1F), Rgb.srgb(0x1E4A36), Rgb.srgb(0x2A2320), Rgb.srgb(0xC98A2B));

    private Ceramic() {}

    /**
     * Chooses a finish.
     *
     * @param chance what decides
     * @return terracotta, a plain or running glaze, or a painted one
     */
    public static Finish of(Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> terracotta(chance);
            case 1 -> glazed(chance);
            case 2 -> running(chance);
            case 3 -> banded(chance);
            case 4 -> spotted(chance);
            default -> chequered(chance);
        };
    }

    private static Finish terracotta(Chance chance) {
        Field rough = new Fractal(new GradientNoise(chance), 5, 0.6).scaled(3);
        Field rings = (x, y, z) -> 0.6 * Curve.wave(9 * y) + 0.5 * rough.at(4 * x, 12 * y, 4 * z);
        Texture albedo = Texture.plain(Rgb.srgb(0xB5643F)).mottled(rough, 0.3);
        return new Finish("terracotta", Material.matt(albedo).bumped(rings, 0.006));
    }

    private static Finish glazed(Chance chance) {
        Field tone = new Fractal(new GradientNoise(chance), 3, 0.5);
        return new Finish("glazed", fired(Texture.plain(chance.pick(GLAZES)).mottled(tone, 0.15), chance));
    }

    /** A second glaze that has run down from the rim. */
    private static Finish running(Chance chance) {
        Field noise = new GradientNoise(chance);
        Field drips = new Fractal(noise, 3, 0.5).scaled(3, 0.4, 3);
        double level = chance.between(-0.3, 0.5);
        Texture albedo = Texture.plain(chance.pick(GLAZES))
                .with(chance.pick(GLAZES), (x, y, z) -> Curve.step(-0.05, 0.05, y - level + 0.45 * drips.at(x, y, z)))
                .mottled(drips, 0.15);
        return new Finish("glazed", fired(albedo, chance));
    }

    private static Finish banded(Chance chance) {
        double count = chance.between(1.5, 4);
        Field bands = Pattern.stripes(chance.between(0.25, 0.6));
        Field wobble = new GradientNoise(chance);
        double zigzag = chance.happens(0.5) ? chance.between(0.2, 0.5) : 0;
        Field around = (x, y, z) -> {
            double turn = StrictMath.atan2(x, z) / (2 * Math.PI);
            double teeth = Math.abs(2 * (turn * 12 - Math.floor(turn * 12)) - 1);
            return bands.at(count * y + zigzag * teeth + 0.04 * wobble.at(5 * x, 5 * y, 5 * z), 0, 0);
        };
        return new Finish(
                "striped", fired(Texture.plain(Rgb.srgb(0xEDE6D6)).with(chance.pick(PAINTS), around), chance));
    }

    private static Finish spotted(Chance chance) {
        Field spots = Pattern.spots(new Cells(chance), chance.between(0.5, 0.9)).scaled(chance.between(3, 6));
        return new Finish(
                "spotted", fired(Texture.plain(chance.pick(GLAZES)).with(chance.pick(PAINTS), spots), chance));
    }

    private static Finish chequered(Chance chance) {
        Field checks = Pattern.checks();
        double count = 2 * chance.below(3) + 4;
        double rows = chance.between(2, 4);
        Field around = (x, y, z) -> {
            double turn = StrictMath.atan2(x, z) / (2 * Math.PI);
            return checks.at(turn * count + 0.01, rows * y, 0.25);
        };
        return new Finish(
                "chequered", fired(Texture.plain(Rgb.srgb(0xE9DFCB)).with(chance.pick(PAINTS), around), chance));
    }

    private static Material fired(Texture albedo, Chance chance) {
        return Material.matt(albedo).glossy(chance.between(0.15, 0.45));
    }
}

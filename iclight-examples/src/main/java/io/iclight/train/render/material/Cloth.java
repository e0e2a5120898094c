package io.iclight.train.render.material;

import io.iclight.train.render.noise.Cells;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import java.util.List;

/** What is woven. */
public final class Cloth {

    private static final List<Rgb> DYES = List.of(
            Rgb.srgb(0xE8E4DC),
            Rgb.srgb(0x34363E),
            Rgb.srgb(0x8C2F2B),
            Rgb.srgb(0x2C4A7C),
            Rgb.srgb(0x3E5E46),
            Rgb.srgb(0xC9A24A),
            Rgb.srgb(0x8A7A66),
            Rgb.srgb(0xB77A86),
            Rgb.srgb(0x5E5470),
            Rgb.srgb(0x6F8FA8),
            Rgb.srgb(0xC46A3C),
            Rgb.srgb(0x4A4642));

    private Cloth() {}

    /**
     * Chooses a cloth.
     *
     * @param chance what decides
     * @return plain, striped, checked or spotted cloth, or velvet or silk
     */
    public static Finish of(Chance chance) {
        Field noise = new GradientNoise(chance);
        Field weave = (x, y, z) -> Curve.wave(14 * x + 0.3 * noise.at(4 * x, 4 * y, z)) * Curve.wave(14 * y);
        Rgb dye = chance.pick(DYES);
        Texture plain = Texture.plain(dye).mottled(new Fractal(noise, 3, 0.6).scaled(3), 0.12);
        Material woven = Material.matt(plain).bumped(weave, 0.0008).fuzzy(0.3);
        return switch (chance.below(7)) {
            case 0 -> new Finish("striped", woven.painted(plain.with(chance.pick(DYES), stripes(chance))));
            case 1 ->
                new Finish(
                        "plaid",
                        woven.painted(
                                plain.with(chance.pick(DYES), Pattern.plaid().scaled(3))));
            case 2 -> new Finish("dotted", woven.painted(plain.with(chance.pick(DYES), dots(chance))));
            case 3 ->
                new Finish("velvet", Material.matt(plain.mottled(noise, 0.1)).fuzzy(1));
            case 4 -> new Finish("silk", Material.matt(plain).glossy(chance.between(0.35, 0.5)));
            default -> new Finish("cotton", woven);
        };
    }

    private static Field stripes(Chance chance) {
        Field stripes = Pattern.stripes(chance.between(0.2, 0.5)).scaled(chance.between(3, 8));
        return chance.happens(0.5) ? stripes : (x, y, z) -> stripes.at(y, x, z);
    }

    private static Field dots(Chance chance) {
        return Pattern.spots(new Cells(chance), chance.between(0.45, 0.7)).scaled(chance.between(5, 9));
    }
}

package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Ceramic;
import io.iclight.train.render.material.Finish;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.material.Timber;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.solid.Ellipsoid;
import io.iclight.train.render.solid.Profile;
import io.iclight.train.render.solid.RoundCone;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Turned;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Fruit, alone or in a bowl. */
final class Fruit {

    private static final Material STALK = Material.matt(Texture.plain(Rgb.srgb(0x4F3A22)));

    private static final List<Finish> ORANGES = List.of(
            new Finish("orange", Material.matt(Texture.plain(Rgb.srgb(0xE8831E)))),
            new Finish("lemon", Material.matt(Texture.plain(Rgb.srgb(0xEBCB3A)))),
            new Finish("plum", Material.matt(Texture.plain(Rgb.srgb(0x4A2244)))),
            new Finish("lime", Material.matt(Texture.plain(Rgb.srgb(0x7FA336)))));

    private Fruit() {}

    static Subject apple(Chance chance) {
        String colour = chance.pick(List.of("red", "green", "yellow"));
        List<Part> parts = appleParts(colour, chance);
        return new Subject(
                SubjectKind.APPLE,
                colour,
                ImmutableList.copyOf(parts),
                new Framing(new Vec3(0, 0.12, 0), 2.5, 180, 18));
    }

    private static List<Part> appleParts(String colour, Chance chance) {
        Solid flesh = new Ellipsoid(Vec3.ZERO, new Vec3(1, chance.between(0.85, 0.98), 1));
        Solid dimple = new Ellipsoid(new Vec3(0, 1.12, 0), new Vec3(0.25, 0.45, 0.25));
        Solid blossom = new Ellipsoid(new Vec3(0, -1.05, 0), new Vec3(0.25, 0.25, 0.25));
        Field lobes = (x, y, z) -> Curve.wave(5 * StrictMath.atan2(x, z) / (2 * Math.PI)) * Curve.step(0.4, -0.8, y);
        Solid apple = flesh.without(dimple, 0.45).without(blossom, 0.3).displaced(lobes, 0.035);
        Solid stalk = RoundCone.between(new Vec3(0, 0.55, 0), 0.035, new Vec3(chance.near(0.1, 0.1), 1.08, 0.03), 0.05);
        return List.of(new Part(apple, applePeel(colour, chance)), new Part(stalk, STALK));
    }

    private static Material applePeel(String colour, Chance chance) {
        Field noise = new GradientNoise(chance);
        Rgb ground = colour.equals("green") ? Rgb.srgb(0x9BB84A) : Rgb.srgb(0xDDC058);
        Rgb cheek = colour.equals("red") ? Rgb.srgb(0xA5202A) : Rgb.srgb(0xC9523A);
        double amount = colour.equals("red") ? 0.75 : -0.1;
        Field streaks = (x, y, z) ->
                0.5 + amount + 0.5 * noise.at(7 * x, 0.8 * y, 7 * z) + 0.5 * noise.at(0.9 * x, 0.9 * y + 9, 0.9 * z);
        Field specks = new Fractal(noise, 2, 0.5).scaled(9);
        Texture albedo = Texture.plain(ground)
                .with(cheek, (x, y, z) -> Curve.step(0.2, 1.1, streaks.at(x, y, z)))
                .with(Rgb.srgb(0xE0CFA0), (x, y, z) -> 0.5 * Curve.step(0.45, 0.6, specks.at(x, y, z)));
        return Material.matt(albedo).glossy(0.28).scattering(0.15);
    }

    static Subject pear(Chance chance) {
        Profile profile = new Profile(
                new double[] {-0.95, -0.85, -0.4, 0.1, 0.5, 0.82, 0.93},
                new double[] {0.15, 0.42, 0.68, chance.between(0.48, 0.58), chance.between(0.27, 0.36), 0.2, 0.08});
        Field noise = new GradientNoise(chance);
        Field bumps = new Fractal(noise, 2, 0.5).scaled(1.6);
        Solid flesh = Turned.solid(profile, 0.12).displaced(bumps, 0.045);
        Solid stalk = RoundCone.between(new Vec3(0, 0.85, 0), 0.03, new Vec3(0.1 * chance.sign(), 1.18, 0), 0.045);
        Rgb ground = chance.pick(List.of(Rgb.srgb(0xC2B347), Rgb.srgb(0xA9A83E), Rgb.srgb(0xB58A4A)));
        Field russet = new Fractal(noise, 4, 0.65).scaled(3);
        Texture albedo = Texture.plain(ground)
                .with(Rgb.srgb(0x8F6534), (x, y, z) -> Curve.step(0.1, 0.6, russet.at(x, y, z) - 0.2 * y))
                .with(Rgb.srgb(0xB4533A), (x, y, z) -> 0.6 * Curve.step(0.1, 0.7, x + 0.3 * russet.at(x, y, z)));
        Material peel = Material.matt(albedo)
                .glossy(0.42)
                .bumped(russet.scaled(3), 0.004)
                .scattering(0.15);
        return new Subject(
                SubjectKind.PEAR,
                "ripe",
                ImmutableList.of(new Part(flesh, peel), new Part(stalk, STALK)),
                new Framing(new Vec3(0, 0.08, 0), 2.4, 180, 14));
    }

    static Subject pumpkin(Chance chance) {
        double ribs = 8 + chance.below(6);
        Solid flesh = new Ellipsoid(Vec3.ZERO, new Vec3(1.05, chance.between(0.65, 0.9), 1.05));
        Field furrows = (x, y, z) -> {
            double wave = Math.abs(Curve.wave(0.5 * ribs * StrictMath.atan2(x, z) / (2 * Math.PI)));
            return Math.sqrt(wave + 0.02) - 0.6;
        };
        Solid dimple = new Ellipsoid(new Vec3(0, 0.95, 0), new Vec3(0.4, 0.4, 0.4));
        Solid body = flesh.without(dimple, 0.35).displaced(furrows, 0.085);
        Solid stalk = Union.of(
                0.08,
                RoundCone.between(new Vec3(0, 0.5, 0), 0.16, new Vec3(0.04, 0.85, 0.02), 0.09),
                RoundCone.between(new Vec3(0.04, 0.85, 0.02), 0.09, new Vec3(0.2, 1.05, 0.05), 0.10));
        Field mottle = new Fractal(new GradientNoise(chance), 4, 0.6).scaled(2.5);
        Rgb colour =
                chance.pick(List.of(Rgb.srgb(0xDD7A22), Rgb.srgb(0xC9651B), Rgb.srgb(0x8A9A5A), Rgb.srgb(0xE6D9BE)));
        Material rind = Material.matt(Texture.plain(colour).mottled(mottle, 0.25))
                .glossy(0.4)
                .bumped(mottle, 0.02);
        Material wood = Material.matt(Texture.plain(Rgb.srgb(0x6B6236)).mottled(mottle, 0.3));
        return new Subject(
                SubjectKind.PUMPKIN,
                "",
                ImmutableList.of(new Part(body, rind), new Part(stalk, wood)),
                new Framing(new Vec3(0, 0.12, 0), 2.4, 180, 16));
    }

    static Subject bowl(Chance chance) {
        Finish finish = chance.happens(0.7) ? Ceramic.of(chance.fork("bowl")) : Timber.of(chance.fork("bowl"));
        Profile profile =
                new Profile(new double[] {-0.85, -0.78, -0.6, -0.2, -0.02}, new double[] {0.42, 0.4, 0.65, 1.02, 1.12});
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(new Turned(profile, 0.06, -0.78, 0.03), finish.material()));
        int count = 5 + chance.below(3);
        for (int i = 0; i < count; i++) {
            Chance one = chance.fork(i);
            double turn = (i + one.near(0, 0.2)) / (count - 1.0);
            boolean top = i == count - 1;
            double out = top ? 0.12 : 0.60;
            Vec3 at = new Vec3(
                    out * Curve.wave(turn), (top ? 0.38 : -0.02) + one.near(0, 0.06), out * Curve.wave(turn + 0.25));
            parts.addAll(piece(at, one));
        }
        return new Subject(
                SubjectKind.FRUIT_BOWL,
                finish.word(),
                ImmutableList.copyOf(parts),
                new Framing(new Vec3(0, -0.05, 0), 2.4, 180, 14));
    }

    private static List<Part> piece(Vec3 at, Chance chance) {
        double size = chance.between(0.34, 0.42);
        Rotation lean = Rotation.pitch(chance.near(15, 30)).then(Rotation.yaw(chance.between(-180, 180)));
        if (chance.happens(0.5)) {
            List<Part> apple = appleParts(chance.pick(List.of("red", "green", "yellow")), chance);
            return apple.stream().map(p -> p.scaled(size).moved(lean, at)).toList();
        }
        Finish sort = chance.pick(ORANGES);
        Field noise = new GradientNoise(chance);
        Field pores = noise.scaled(26);
        Material peel = sort.material().glossy(0.4).bumped(pores, 0.003).scattering(0.2);
        Solid flesh = sort.word().equals("lemon")
                ? Union.of(
                        0.15, new Ball(Vec3.ZERO, 0.9 * size), new Ellipsoid(Vec3.ZERO, new Vec3(0.2, 1.3 * size, 0.2)))
                : new Ball(Vec3.ZERO, size);
        return List.of(new Part(flesh, peel).moved(lean, at));
    }
}

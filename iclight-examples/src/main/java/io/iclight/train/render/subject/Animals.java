package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.solid.Ellipsoid;
import io.iclight.train.render.solid.RoundCone;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import java.util.List;

/** Animals in fur: head, neck and chest. */
final class Animals {

    private static final List<Rgb> COATS = List.of(
            Rgb.srgb(0x8A5A32),
            Rgb.srgb(0xC79A62),
            Rgb.srgb(0x3A2A20),
            Rgb.srgb(0x1E1C1C),
            Rgb.srgb(0xD9D2C6),
            Rgb.srgb(0x8C8882),
            Rgb.srgb(0xB56A2E));

    private static final Material NOSE =
            Material.matt(Texture.plain(Rgb.srgb(0x1A1414))).glossy(0.25);

    private Animals() {}

    static Subject dog(Chance chance) {
        double snout = chance.between(0.75, 1.15);
        Solid head = Union.of(
                0.22,
                new Ellipsoid(new Vec3(0, 0.28, -0.05), new Vec3(0.62, 0.55, 0.62)),
                RoundCone.between(new Vec3(0, 0.02, 0.25), 0.36, new Vec3(0, -0.12, snout - 0.1), 0.24),
                new Ellipsoid(new Vec3(0.16, -0.16, snout - 0.12), new Vec3(0.17, 0.17, 0.22)).mirrored(),
                new Ellipsoid(new Vec3(0.22, 0.34, 0.42), new Vec3(0.16, 0.10, 0.12)).mirrored(),
                RoundCone.between(new Vec3(0, -0.28, 0.2), 0.18, new Vec3(0, -0.32, snout - 0.25), 0.12));
        boolean floppy = chance.happens(0.6);
        Solid ear = floppy
                ? new Ellipsoid(Vec3.ZERO, new Vec3(0.10, 0.46, 0.24))
                        .moved(Rotation.roll(14), new Vec3(0.66, 0.12, -0.05))
                : RoundCone.between(new Vec3(0.40, 0.65, -0.1), 0.20, new Vec3(0.52, 1.12, -0.08), 0.05);
        Solid fur = Union.of(0.1, Union.of(0.15, head, ear.mirrored()), chest());
        Coat coat = coat(fur, chance);
        Vec3 eye = new Vec3(0.25, 0.22, 0.48);
        List<Part> parts = List.of(
                coat.part(),
                new Part(new Ellipsoid(new Vec3(0, -0.01, snout + 0.06), new Vec3(0.13, 0.10, 0.10)), NOSE),
                eyes(eye, chance));
        return new Subject(SubjectKind.DOG, coat.word(), ImmutableList.copyOf(parts), framing(chance));
    }

    static Subject cat(Chance chance) {
        Solid head = Union.of(
                0.2,
                new Ellipsoid(new Vec3(0, 0.2, 0), new Vec3(0.66, 0.56, 0.56)),
                new Ellipsoid(new Vec3(0.15, -0.08, 0.50), new Vec3(0.19, 0.14, 0.16)).mirrored(),
                new Ellipsoid(new Vec3(0, 0.08, 0.48), new Vec3(0.13, 0.20, 0.16)),
                new Ellipsoid(new Vec3(0, -0.22, 0.40), new Vec3(0.20, 0.12, 0.16)));
        Solid ear = RoundCone.between(new Vec3(0.38, 0.58, -0.05), 0.22, new Vec3(0.50, 1.02, -0.05), 0.03)
                .without(RoundCone.between(new Vec3(0.38, 0.56, 0.14), 0.14, new Vec3(0.47, 0.88, 0.08), 0.04), 0.04);
        Solid fur = Union.of(0.1, Union.of(0.12, head, ear.mirrored()), chest());
        Coat coat = coat(fur, chance);
        Vec3 eye = new Vec3(0.26, 0.20, 0.40);
        List<Part> parts = List.of(
                coat.part(),
                new Part(
                        new Ellipsoid(new Vec3(0, 0.0, 0.67), new Vec3(0.07, 0.05, 0.05)),
                        Material.matt(Texture.plain(Rgb.srgb(0xB9776E))).glossy(0.4)),
                catEyes(eye, chance));
        return new Subject(SubjectKind.CAT, coat.word(), ImmutableList.copyOf(parts), framing(chance));
    }

    /** Dark eyes, of which the white hardly shows. */
    private static Part eyes(Vec3 centre, Chance chance) {
        Rgb iris = chance.pick(List.of(Rgb.srgb(0x2A170C), Rgb.srgb(0x4A2C14), Rgb.srgb(0x6B4A22)));
        Texture albedo = (x, y, z) -> {
            double ring = Math.sqrt(
                    (Math.abs(x) - centre.x()) * (Math.abs(x) - centre.x()) + (y - centre.y()) * (y - centre.y()));
            Rgb white = Rgb.srgb(0xB9A79A);
            return iris.towards(Rgb.grey(0.004), Curve.step(0.055, 0.045, ring))
                    .towards(white, Curve.step(0.085, 0.095, ring));
        };
        return new Part(new Ball(centre, 0.11).mirrored(), Material.matt(albedo).glossy(0.1));
    }

    private static Part catEyes(Vec3 centre, Chance chance) {
        Rgb iris = chance.pick(List.of(Rgb.srgb(0xC9B23A), Rgb.srgb(0x7FA34A), Rgb.srgb(0x6FA3C4)));
        Texture albedo = (x, y, z) -> {
            double across = Math.abs(x) - centre.x();
            double slit = Math.abs(across) / 0.035 + Math.abs(y - centre.y()) / 0.25;
            return iris.towards(Rgb.grey(0.005), Curve.step(1.15, 0.85, slit));
        };
        return new Part(
                new Ball(centre, 0.155).mirrored(), Material.matt(albedo).glossy(0.1));
    }

    private static Solid chest() {
        return Union.of(
                0.3,
                RoundCone.between(new Vec3(0, -0.1, -0.3), 0.48, new Vec3(0, -0.95, -0.35), 0.55),
                new Ellipsoid(new Vec3(0, -1.5, -0.3), new Vec3(0.85, 0.85, 0.65)));
    }

    private record Coat(String word, Part part) {}

    /** Fur: tufts that are part of the shape, and hairs drawn out downwards. */
    private static Coat coat(Solid body, Chance chance) {
        Field noise = new GradientNoise(chance);
        double length = chance.between(0.012, 0.032);
        Field tufts =
                (x, y, z) -> noise.at(9 * x, 3.6 * y + 2 * z, 9 * z) + 0.8 * noise.at(25 * x, 8 * y + 6 * z, 25 * z);
        Field hairs = (x, y, z) -> noise.at(34 * x, 9 * y + 9 * z, 34 * z);
        Field patches = new Fractal(noise, 3, 0.5).scaled(1.1);
        Rgb ground = chance.pick(COATS);
        Texture plain = Texture.plain(ground).mottled(tufts, 0.22).mottled(hairs, 0.3);
        boolean tabby = chance.happens(0.3);
        boolean pied = !tabby && chance.happens(0.5);
        Texture albedo = plain;
        if (tabby) {
            Field bars = (x, y, z) ->
                    Curve.step(0.1, 0.7, Curve.wave(2.1 * y + 1.4 * Math.abs(x) + 0.5 * patches.at(x, y, z)));
            albedo = plain.with(
                    Texture.plain(ground.times(0.35)).mottled(hairs, 0.3), (x, y, z) -> 0.8 * bars.at(x, y, z));
        } else if (pied) {
            Texture white =
                    Texture.plain(Rgb.srgb(0xE4DED4)).mottled(tufts, 0.15).mottled(hairs, 0.15);
            albedo = plain.with(
                    white,
                    (x, y, z) -> Curve.step(
                            -0.05,
                            0.1,
                            patches.at(x, y, z)
                                    + 0.5 * Curve.bump(0, 0.14, x) * Curve.step(-0.2, 0.2, z)
                                    - 0.15
                                    + 0.2 * Curve.step(-0.4, -1, y)));
        }
        Material fur = Material.matt(albedo).bumped(hairs, 0.006).fuzzy(0.5);
        return new Coat(tabby ? "tabby" : pied ? "pied" : "", new Part(body.displaced(tufts, length), fur));
    }

    private static Framing framing(Chance chance) {
        double height = chance.between(2.3, 2.9);
        return new Framing(new Vec3(0, 1.2 - 0.46 * height, 0), height, 40, 8);
    }
}

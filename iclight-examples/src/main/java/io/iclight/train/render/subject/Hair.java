package io.iclight.train.render.subject;

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
import io.iclight.train.render.solid.Superquadric;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import java.util.List;

/** Hair: a cap over the skull, cut free of the face, with what falls, curls or is tied up; and its strands. */
final class Hair {

    private static final List<Rgb> COLOURS = List.of(
            Rgb.srgb(0x17120F),
            Rgb.srgb(0x2A1C14),
            Rgb.srgb(0x3D2817),
            Rgb.srgb(0x5B3A22),
            Rgb.srgb(0x8A5E36),
            Rgb.srgb(0xB98E55),
            Rgb.srgb(0x7A3A1E),
            Rgb.srgb(0x8E8A86),
            Rgb.srgb(0xD3C5A6));

    private final Proportions p;
    private final Chance chance;
    private final Field noise;

    /** Where the hair parts, to the side of the middle. */
    private final double parting;

    Hair(Proportions proportions, Chance chance) {
        this.p = proportions;
        this.chance = chance;
        this.noise = new GradientNoise(chance);
        this.parting = chance.near(0, 0.3);
    }

    static Rgb colour(Chance chance) {
        return chance.pick(COLOURS).times(chance.near(1, 0.15));
    }

    Solid woman() {
        return switch (chance.below(6)) {
            case 0 -> combed(hanging(-1.9), 0.030);
            case 1 -> combed(hanging(-0.95), 0.026);
            case 2 -> combed(Union.of(0.06, cap(0.07, 0.50), bun()), 0.018);
            case 3 -> curly(hanging(-1.1), 0.075);
            case 4 -> combed(fringed(hanging(-1.2)), 0.026);
            default -> combed(hanging(-1.5), 0.034);
        };
    }

    Solid man() {
        return switch (chance.below(4)) {
            case 0 -> curly(cap(0.13, 0.56), 0.055);
            case 1 -> combed(cap(0.06, 0.58), 0.016);
            case 2 -> combed(Union.of(0.2, cap(0.08, 0.56), quiff()), 0.024);
            default -> curly(cap(0.04, 0.60), 0.015);
        };
    }

    /** Hair of some thickness over the skull, free of the face up to the hairline's height and of the ears. */
    private Solid cap(double thickness, double hairline) {
        Solid face = new Ellipsoid(new Vec3(0, hairline - 0.95, 0.80), new Vec3(0.58, 0.95, 0.58));
        Solid low = new Ellipsoid(new Vec3(0, -1.28, 0.30), new Vec3(1.2, 1.1, 0.85));
        return skull(thickness).without(face, 0.05).without(low, 0.1);
    }

    private Solid skull(double thickness) {
        return Union.of(
                0.2,
                new Ellipsoid(
                        new Vec3(0, 0.30, -0.12), new Vec3(p.width() + thickness, 0.70 + thickness, 0.84 + thickness)),
                new Ellipsoid(
                        new Vec3(0, 0.44, 0.26),
                        new Vec3(p.width() - 0.10 + thickness, 0.45 + thickness, 0.42 + thickness)));
    }

    /** Hair that hangs around the face and down the back to a height, open in front like a curtain. */
    private Solid hanging(double bottom) {
        double flare = chance.near(0.10, 0.08);
        double top = 0.55;
        double reach = 0.5 * (top - bottom);
        Solid mass = new Superquadric(new Vec3(p.width() + 0.10 + flare, reach, 0.62), 1, 2)
                .at(new Vec3(0, top - reach, -0.22));
        double width = chance.near(0.54, 0.03);
        Solid opening = Union.of(
                0.2,
                new Ellipsoid(new Vec3(0, -0.32, 0.80), new Vec3(width, 0.82, 0.62)),
                RoundCone.between(new Vec3(0, -0.5, 0.60), 0.48, new Vec3(0, bottom - 0.6, 0.38), 0.60));
        return Union.of(0.25, skull(0.10), mass).without(opening, 0.08);
    }

    /** Adds a fringe over the forehead. */
    private Solid fringed(Solid hair) {
        Solid fringe = new Ellipsoid(new Vec3(0, 0.42, 0.60), new Vec3(0.50, 0.24, 0.20))
                .moved(Rotation.pitch(-14), Vec3.ZERO);
        return Union.of(0.1, hair, fringe);
    }

    private Solid bun() {
        return chance.happens(0.5)
                ? new Ball(new Vec3(0, 1.08, -0.30), 0.30)
                : new Ball(new Vec3(0.05 * chance.sign(), 0.45, -1.05), 0.32);
    }

    private Solid quiff() {
        double side = 0.25 * chance.sign();
        return RoundCone.between(new Vec3(-side, 0.98, 0.30), 0.16, new Vec3(side, 0.92, 0.40), 0.20);
    }

    /** Locks that run down from the parting. */
    private Solid combed(Solid hair, double depth) {
        return hair.displaced(
                (x, y, z) -> {
                    double groove = Curve.bump(parting, 0.03, x) * Curve.step(0.5, 0.9, y);
                    return locks(x, y, z, 1) + 0.45 * locks(x, y, z, 2.7) - 0.8 * groove;
                },
                depth);
    }

    private Solid curly(Solid hair, double depth) {
        Field curls = new Fractal(noise, 2, 0.55).scaled(4.5);
        return hair.displaced((x, y, z) -> Math.max(-0.8, 1.5 * curls.at(x, y, z)), depth);
    }

    /**
     * Noise drawn out along the strands, which run from the parting over the crown to the sides, and straight down in
     * front and behind.
     */
    private double locks(double x, double y, double z, double fine) {
        double upright = Curve.step(-0.35, -0.75, z) + Curve.step(0.45, 0.75, z);
        double across = (x - parting) * (0.2 + 0.8 * upright);
        double mirrored = across * across / (0.15 + Math.abs(across));
        return noise.at(fine * 4.2 * mirrored, fine * 0.32 * y, fine * 4.6 * z);
    }

    Material material(Rgb colour) {
        Field strands = (x, y, z) -> locks(x, y, z, 8);
        Field tones = (x, y, z) -> locks(x, y, z, 2.6);
        Texture albedo = Texture.plain(colour).mottled(tones, 0.35).mottled(strands, 0.3);
        return Material.matt(albedo).glossy(0.42).bumped(strands, 0.006).fuzzy(0.25);
    }
}

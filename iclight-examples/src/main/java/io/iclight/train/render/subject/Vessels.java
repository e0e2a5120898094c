package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Ceramic;
import io.iclight.train.render.material.Finish;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Metal;
import io.iclight.train.render.material.Plastic;
import io.iclight.train.render.material.Stone;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.material.Timber;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Profile;
import io.iclight.train.render.solid.Ring;
import io.iclight.train.render.solid.RoundCone;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Turned;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import java.util.List;

/** Things made on a wheel or a lathe. */
final class Vessels {

    private static final Framing UPRIGHT = new Framing(Vec3.ZERO, 2.35, 180, 16);

    private static final List<Rgb> GLASS =
            List.of(Rgb.srgb(0x1F5A3A), Rgb.srgb(0x5A3A1A), Rgb.srgb(0x2A4F7A), Rgb.srgb(0x701F2A), Rgb.srgb(0x8FA39A));

    private Vessels() {}

    static Subject vase(Chance chance) {
        Finish finish = finish(chance.fork("finish"));
        double belly = chance.between(0.5, 0.85);
        double high = chance.near(0.1, 0.35);
        double neck = chance.between(0.18, 0.40);
        Profile profile = new Profile(
                new double[] {-1, -0.92, 0.5 * (high - 1), high, 0.5 * (high + 1) + 0.08, 0.86, 1}, new double[] {
                    chance.between(0.28, 0.42),
                    chance.between(0.26, 0.40),
                    belly * chance.between(0.72, 0.95),
                    belly,
                    Curve.mix(neck, belly, chance.between(0.15, 0.5)),
                    neck,
                    neck + chance.between(0.02, 0.22)
                });
        Solid pot = new Turned(profile, 0.07, -0.9, 0.03);
        Solid shaped = chance.happens(0.3) ? fluted(pot, chance) : pot;
        Solid whole = chance.happens(0.3) ? Union.of(0.05, shaped, handles(profile, chance)) : shaped;
        return one(SubjectKind.VASE, finish, whole);
    }

    private static Solid handles(Profile profile, Chance chance) {
        double top = chance.between(0.55, 0.8);
        double reach = 0.5 * (top - 0.15);
        double out = Math.max(profile.at(top), profile.at(top - 2 * reach)) - 0.02;
        return new Ring(Vec3.ZERO, reach, 0.05)
                .moved(Rotation.pitch(90), new Vec3(out, top - reach, 0))
                .mirrored();
    }

    /** Upright grooves all around, twisted or straight. */
    private static Solid fluted(Solid solid, Chance chance) {
        double count = 8 + 2 * chance.below(8);
        double twist = chance.happens(0.4) ? chance.near(0, 0.5) : 0;
        Field flutes = (x, y, z) -> Curve.wave(count * (StrictMath.atan2(x, z) / (2 * Math.PI) + twist * y));
        return solid.displaced(flutes, 0.02);
    }

    static Subject bottle(Chance chance) {
        double body = chance.between(0.34, 0.48);
        double shoulder = chance.between(0.0, 0.35);
        Profile profile = new Profile(
                new double[] {-1, -0.93, shoulder - 0.15, shoulder + 0.25, 0.78, 0.84, 0.88, 1},
                new double[] {body - 0.06, body, body * chance.between(0.9, 1), 0.15, 0.12, 0.155, 0.155, 0.13});
        Solid bottle = Turned.solid(profile, 0.04);
        Rgb tint = chance.pick(GLASS);
        Rgb paper = Rgb.srgb(0xE6DCC4);
        double top = shoulder - 0.2;
        Field label =
                (x, y, z) -> Curve.step(top, top - 0.02, y) * Curve.step(-0.72, -0.70, y) * Curve.step(0.05, 0.09, z);
        Field print = (x, y, z) -> label.at(x, y, z)
                * Curve.step(0.2, 0.6, Curve.wave(5 * y))
                * Curve.step(0.24, 0.20, Math.abs(x + 0.05 * Curve.wave(3 * y)));
        Texture albedo = Texture.plain(tint).with(paper, label).with(chance.pick(GLASS), print);
        Material glass = Material.matt(albedo).glossy(0.12).scattering(0.4);
        Material cork = chance.happens(0.5)
                ? Material.matt(Texture.plain(Rgb.srgb(0xA98258)))
                : Material.matt(Texture.plain(Rgb.srgb(0xB08D3A))).metallic(0.35);
        Solid stopper = RoundCone.between(new Vec3(0, 0.9, 0), 0.10, new Vec3(0, 1.08, 0), 0.105);
        return new Subject(
                SubjectKind.BOTTLE,
                "glass",
                ImmutableList.of(new Part(bottle, glass), new Part(stopper, cork)),
                new Framing(new Vec3(0, 0.03, 0), 2.3, 30, 10));
    }

    static Subject jug(Chance chance) {
        Finish finish = chance.happens(0.7) ? Ceramic.of(chance.fork("finish")) : Metal.of(chance.fork("finish"));
        double belly = chance.between(0.55, 0.75);
        double neck = chance.between(0.28, 0.42);
        Profile profile = new Profile(
                new double[] {-0.9, -0.82, -0.25, 0.35, 0.62, 0.8},
                new double[] {0.42, 0.42, belly, Curve.mix(neck, belly, 0.25), neck, neck + 0.08});
        Solid pot = new Turned(profile, 0.05, -0.82, 0.03);
        Solid spout = RoundCone.between(new Vec3(neck - 0.12, 0.55, 0), 0.13, new Vec3(neck + 0.13, 0.80, 0), 0.09);
        double out = -Math.max(neck, profile.at(0));
        Solid handle = new Ring(Vec3.ZERO, 0.36, 0.06).moved(Rotation.pitch(90), new Vec3(out, 0.2, 0));
        return new Subject(
                SubjectKind.JUG,
                finish.word(),
                ImmutableList.of(new Part(
                        Union.of(0.07, Union.of(0.12, pot, spout), handle.without(Turned.solid(profile, 0.03), 0.01)),
                        finish.material())),
                new Framing(Vec3.ZERO, 2.15, 50, 14));
    }

    static Subject goblet(Chance chance) {
        Finish finish = chance.happens(0.6) ? Metal.of(chance.fork("finish")) : finish(chance.fork("finish"));
        double cup = chance.between(0.42, 0.62);
        Profile profile = new Profile(
                new double[] {-1, -0.93, -0.80, -0.45, -0.35, -0.22, 0.0, 0.35, 1},
                new double[] {0.46, 0.45, 0.14, 0.09, 0.15, 0.09, 0.22, cup, cup * chance.between(0.85, 1.15)});
        return one(SubjectKind.GOBLET, finish, new Turned(profile, 0.04, 0.05, 0.025));
    }

    private static Subject one(SubjectKind kind, Finish finish, Solid solid) {
        return new Subject(kind, finish.word(), ImmutableList.of(new Part(solid, finish.material())), UPRIGHT);
    }

    private static Finish finish(Chance chance) {
        return switch (chance.below(8)) {
            case 0 -> Stone.of(chance);
            case 1 -> Metal.of(chance);
            case 2 -> Timber.of(chance);
            case 3 -> new Finish("plastic", Plastic.of(chance));
            default -> Ceramic.of(chance);
        };
    }
}

package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Ceramic;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Pattern;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.noise.Cells;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Block;
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

/** Plants: a cactus in a pot, mushrooms. */
final class Plants {

    private Plants() {}

    static Subject cactus(Chance chance) {
        double top = chance.between(0.5, 0.95);
        double thick = chance.between(0.26, 0.40);
        List<Solid> limbs = new ArrayList<>();
        limbs.add(RoundCone.between(new Vec3(0, -0.5, 0), 0.9 * thick, new Vec3(0, top - thick, 0), thick));
        int arms = chance.below(3);
        for (int i = 0; i < arms; i++) {
            double side = i == 0 ? 1 : -1;
            double low = chance.between(-0.15, 0.2);
            Vec3 elbow = new Vec3(side * (thick + 0.32), low, chance.near(0, 0.1));
            limbs.add(RoundCone.between(new Vec3(0, low - 0.1, 0), 0.14, elbow, 0.15));
            limbs.add(RoundCone.between(elbow, 0.15, elbow.plus(new Vec3(0, chance.between(0.3, 0.6), 0)), 0.14));
        }
        Field ribs = (x, y, z) -> Curve.wave(11 * StrictMath.atan2(x, z) / (2 * Math.PI));
        Field spines = Pattern.spots(new Cells(chance), 0.34).scaled(9);
        Field noise = new Fractal(new GradientNoise(chance), 3, 0.5).scaled(2);
        Rgb green = chance.pick(List.of(Rgb.srgb(0x4F7A3E), Rgb.srgb(0x5E8A64), Rgb.srgb(0x3E5E3A)));
        Texture albedo = Texture.plain(green)
                .mottled(noise, 0.2)
                .with(green.times(1.5), (x, y, z) -> 0.5 * Curve.step(0.2, 1, ribs.at(x, y, z)))
                .with(Rgb.srgb(0xE6DDB8), spines);
        Profile pot = new Profile(new double[] {-1.05, -0.62, -0.60, -0.42}, new double[] {0.36, 0.50, 0.56, 0.58});
        return new Subject(
                SubjectKind.CACTUS,
                "potted",
                ImmutableList.of(
                        new Part(
                                Union.of(0.12, limbs).displaced(ribs, 0.035),
                                Material.matt(albedo).glossy(0.55)),
                        new Part(
                                new Turned(pot, 0.06, -0.52, 0.03),
                                Ceramic.of(chance.fork("pot")).material())),
                new Framing(new Vec3(0, -0.05, 0), 2.25, 180, 12));
    }

    static Subject mushroom(Chance chance) {
        Rgb cap = chance.pick(List.of(Rgb.srgb(0xB3271E), Rgb.srgb(0x9B6A3A), Rgb.srgb(0xD9C7A5), Rgb.srgb(0xC9803A)));
        boolean spotted = chance.happens(0.5);
        Cells cells = new Cells(chance);
        Field noise = new Fractal(new GradientNoise(chance), 3, 0.5);
        Field warts = Pattern.spots(cells, 0.55).scaled(4);
        Texture skin = Texture.plain(cap).mottled(noise.scaled(2), 0.2);
        Material top = Material.matt(spotted ? skin.with(Rgb.srgb(0xEDE4D3), warts) : skin)
                .glossy(0.35)
                .scattering(0.3);
        Field fibres = noise.scaled(12, 1, 12);
        Material flesh = Material.matt(Texture.plain(Rgb.srgb(0xE2D5BC)).mottled(fibres, 0.2))
                .scattering(0.5);
        List<Part> parts = new ArrayList<>();
        int count = 1 + chance.below(3);
        for (int i = 0; i < count; i++) {
            Chance one = chance.fork(i);
            double size = i == 0 ? 1 : one.between(0.4, 0.65);
            Vec3 at = i == 0
                    ? new Vec3(0, -1, 0)
                    : new Vec3((i == 1 ? 0.55 : -0.55) + one.near(0, 0.1), -1, one.between(0, 0.4));
            Rotation lean = Rotation.roll(one.near(0, 12)).then(Rotation.pitch(one.near(0, 8)));
            parts.add(new Part(spotted ? hat(one).displaced(warts, 0.025) : hat(one), top)
                    .scaled(size)
                    .moved(lean, at));
            parts.add(new Part(stem(one), flesh).scaled(size).moved(lean, at));
        }
        return new Subject(
                SubjectKind.MUSHROOM,
                spotted ? "spotted" : "",
                ImmutableList.copyOf(parts),
                new Framing(new Vec3(0, 0, 0), 2.5, 180, 10));
    }

    private static Solid hat(Chance chance) {
        double wide = chance.between(0.75, 1.0);
        double high = chance.between(0.45, 0.75);
        Solid dome = new Ellipsoid(new Vec3(0, 1.25, 0), new Vec3(wide, high, wide));
        Solid below = new Block(new Vec3(0, 0.2, 0), new Vec3(2, 0.95, 2), 0.05);
        Solid hollow = new Ellipsoid(new Vec3(0, 1.15, 0), new Vec3(wide - 0.06, 0.18, wide - 0.06));
        return dome.without(below, 0.06).without(hollow, 0.06);
    }

    private static Solid stem(Chance chance) {
        double thick = chance.between(0.18, 0.28);
        Profile profile = new Profile(
                new double[] {0, 0.25, 0.8, 1.45}, new double[] {1.3 * thick, 1.25 * thick, thick, 0.95 * thick});
        Field ripple = (x, y, z) -> Curve.wave(14 * StrictMath.atan2(x, z) / (2 * Math.PI));
        return Turned.solid(profile, 0.08).displaced(ripple, 0.008);
    }
}

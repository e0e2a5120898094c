package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Metal;
import io.iclight.train.render.material.Plastic;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.solid.Block;
import io.iclight.train.render.solid.Ellipsoid;
import io.iclight.train.render.solid.Profile;
import io.iclight.train.render.solid.RoundCone;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Turned;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Toys: a teddy bear, a robot. */
final class Toys {

    private static final List<Rgb> PLUSH =
            List.of(Rgb.srgb(0xB07C4A), Rgb.srgb(0x7A5233), Rgb.srgb(0xD9C3A0), Rgb.srgb(0xC98B9B), Rgb.srgb(0x8FA3B5));

    private Toys() {}

    static Subject teddyBear(Chance chance) {
        double arm = chance.near(0, 0.35);
        Solid head = Union.of(
                0.08,
                new Ellipsoid(new Vec3(0, 0.55, 0), new Vec3(0.50, 0.45, 0.44)),
                new Ball(new Vec3(0.40, 0.92, -0.02), 0.17).mirrored());
        Solid body = new Ellipsoid(new Vec3(0, -0.32, -0.02), new Vec3(0.50, 0.58, 0.44));
        Solid arms = RoundCone.between(new Vec3(0.40, 0.02, 0.05), 0.15, new Vec3(0.78, -0.28 + arm, 0.22), 0.17)
                .mirrored();
        Solid legs = RoundCone.between(new Vec3(0.28, -0.72, 0.10), 0.22, new Vec3(0.52, -0.82, 0.60), 0.20)
                .mirrored();
        Field noise = new GradientNoise(chance);
        Field pile = (x, y, z) -> noise.at(15 * x, 15 * y, 15 * z) + 0.5 * noise.at(34 * x, 34 * y, 34 * z);
        Rgb colour = chance.pick(PLUSH);
        Material plush =
                Material.matt(Texture.plain(colour).mottled(pile, 0.22)).fuzzy(0.8);
        Material pale =
                plush.painted(Texture.plain(colour.towards(Rgb.WHITE, 0.45)).mottled(pile, 0.15));
        Material button = Material.matt(Texture.plain(Rgb.srgb(0x15100E))).glossy(0.15);
        Solid snout = new Ellipsoid(new Vec3(0, 0.42, 0.40), new Vec3(0.22, 0.17, 0.16));
        Solid soles = new Ellipsoid(new Vec3(0.55, -0.83, 0.77), new Vec3(0.15, 0.15, 0.05)).mirrored();
        return new Subject(
                SubjectKind.TEDDY_BEAR,
                "",
                ImmutableList.of(
                        new Part(Union.of(0.05, head, body, arms, legs).displaced(pile, 0.022), plush),
                        new Part(Union.of(0, snout, soles).displaced(pile, 0.012), pale),
                        new Part(new Ball(new Vec3(0.17, 0.66, 0.39), 0.055).mirrored(), button),
                        new Part(new Ellipsoid(new Vec3(0, 0.49, 0.54), new Vec3(0.08, 0.055, 0.05)), button)),
                new Framing(new Vec3(0, 0.03, 0), 2.5, 38, 10));
    }

    static Subject robot(Chance chance) {
        Material shell = chance.happens(0.6)
                ? Plastic.of(chance.fork("shell"))
                : Metal.of(chance.fork("shell")).material();
        Material trim = chance.happens(0.5)
                ? Plastic.of(chance.fork("trim"))
                : Metal.of(chance.fork("trim")).material();
        Material dark = Material.matt(Texture.plain(Rgb.grey(0.02))).glossy(0.2);
        double w = chance.between(0.36, 0.50);
        double h = chance.between(0.28, 0.36);
        boolean round = chance.happens(0.4);
        Solid head = round
                ? new Ellipsoid(new Vec3(0, 0.62, 0), new Vec3(w, h, 0.36))
                : new Block(new Vec3(0, 0.62, 0), new Vec3(w, h, 0.34), 0.08);
        double b = chance.between(0.42, 0.58);
        Solid body = new Block(new Vec3(0, -0.25, 0), new Vec3(b, 0.46, 0.34), chance.between(0.06, 0.2));
        Solid panel = new Block(new Vec3(0, -0.18, 0.33), new Vec3(0.6 * b, 0.20, 0.05), 0.03);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Union.of(0, head, body.without(panel.inflated(0.015), 0.02)), shell));
        parts.add(new Part(Union.of(0, limbs(b, chance), antenna(chance), panel), trim));
        double out = round ? 0.29 : 0.34;
        Solid eyes = new Ellipsoid(new Vec3(0.45 * w, 0.68, out), new Vec3(0.11, 0.11, 0.06)).mirrored();
        Solid mouth = new Block(new Vec3(0, 0.46, out), new Vec3(0.5 * w, 0.04, 0.03), 0.02);
        parts.add(new Part(Union.of(0, eyes, mouth), dark));
        return new Subject(
                SubjectKind.ROBOT, "", ImmutableList.copyOf(parts), new Framing(new Vec3(0, -0.02, 0), 2.55, 38, 10));
    }

    private static Solid limbs(double width, Chance chance) {
        double raised = chance.happens(0.4) ? 0.5 : -0.45;
        Vec3 shoulder = new Vec3(width + 0.06, 0.02, 0);
        Vec3 hand = new Vec3(width + 0.30, raised, 0.18);
        Solid arm = Union.of(
                0.02,
                new Ball(shoulder, 0.13),
                RoundCone.between(shoulder, 0.07, hand, 0.07),
                new Ball(hand, 0.13)
                        .without(new Ball(hand.plus(new Vec3(0.06, raised > 0 ? 0.12 : -0.12, 0)), 0.09), 0.02));
        Solid leg = Union.of(
                0.02,
                RoundCone.between(new Vec3(0.22, -0.65, 0), 0.11, new Vec3(0.24, -0.92, 0), 0.11),
                new Block(new Vec3(0.25, -1.0, 0.08), new Vec3(0.18, 0.10, 0.26), 0.07));
        return Union.of(0, arm.mirrored(), leg.mirrored());
    }

    private static Solid antenna(Chance chance) {
        Profile neck = new Profile(new double[] {0.1, 0.4}, new double[] {0.16, 0.16});
        double lean = chance.near(0, 0.1);
        return Union.of(
                0,
                Turned.solid(neck, 0.02),
                RoundCone.between(new Vec3(0, 0.9, 0), 0.025, new Vec3(lean, 1.12, 0), 0.02),
                new Ball(new Vec3(lean, 1.15, 0), 0.06));
    }
}

package io.iclight.train.render.subject;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.solid.Ellipsoid;
import io.iclight.train.render.solid.Ring;
import io.iclight.train.render.solid.RoundCone;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;

/** Neck, shoulders, chest and upper arms, and the clothes over them. */
final class Torso {

    private final Proportions p;
    private final Chance chance;

    Torso(Proportions proportions, Chance chance) {
        this.p = proportions;
        this.chance = chance;
    }

    Solid neck() {
        Solid column =
                RoundCone.between(new Vec3(0, -0.45, -0.22), p.neck(), new Vec3(0, -1.55, -0.32), p.neck() + 0.05);
        Solid cord = RoundCone.between(new Vec3(0.38, -0.55, -0.20), 0.07, new Vec3(0.07, -1.36, 0.06), 0.055);
        return Union.of(0.18, column, cord.mirrored());
    }

    Solid body(double fullness) {
        double s = p.shoulders();
        Solid slope = RoundCone.between(new Vec3(0.12, -1.08, -0.45), 0.20, new Vec3(s - 0.15, -1.58, -0.32), 0.20);
        Solid girdle = RoundCone.between(new Vec3(0.2, -1.66, -0.28), 0.32, new Vec3(s, -1.80, -0.30), 0.27);
        Solid chest = new Ellipsoid(new Vec3(0, -2.40, -0.20), new Vec3(s - 0.10, 1.0, 0.60));
        Solid bosom = new Ellipsoid(new Vec3(0.40, -2.45, 0.20), new Vec3(0.40, 0.42, 0.20 + fullness));
        Solid arm = RoundCone.between(new Vec3(s + 0.02, -1.88, -0.30), 0.27, new Vec3(s + 0.22, -3.4, -0.20), 0.23);
        Solid collarbone = RoundCone.between(new Vec3(0.09, -1.45, 0.02), 0.04, new Vec3(0.75, -1.47, -0.14), 0.03);
        Solid trunk = Union.of(0.3, slope.mirrored(), girdle.mirrored(), chest, bosom.mirrored());
        return Union.of(0.2, trunk, arm.mirrored(), collarbone.mirrored());
    }

    /** Cloth over the body, open at the neck, in folds. */
    Solid clothes(Solid body) {
        Solid cloth = draped(body, 0.055, 0.04);
        Solid open = cloth.without(throat(), 0.05);
        return switch (chance.below(4)) {
            case 0 -> Union.of(0.03, open.without(opening(0.46, -1.24, 0.42), 0.03), collar(0.48, -1.34));
            case 1 -> open.without(vee(), 0.03);
            case 2 -> Union.of(0.06, cloth, turtleneck());
            default -> open.without(opening(0.85, -1.22, 0.62), 0.03);
        };
    }

    /** A sculptor's cloth: over one shoulder and across the chest. */
    Solid toga(Solid body) {
        double side = chance.sign();
        Solid bare = new Ellipsoid(new Vec3(0.85 * side, -1.25, 0.1), new Vec3(1.15, 0.75, 1.6))
                .moved(Rotation.roll(-18 * side), Vec3.ZERO);
        return draped(body, 0.07, 0.06).without(throat(), 0.05).without(bare, 0.04);
    }

    private Solid draped(Solid body, double thickness, double depth) {
        Field noise = new GradientNoise(chance);
        Field pulled = (x, y, z) -> {
            double wander = noise.at(1.1 * x, 0.8 * y, 1.1 * z);
            double fine = noise.at(2.6 * x + 0.5 * wander, 2.0 * y - 0.5 * wander, 2.6 * z);
            return 0.7 * Curve.wave(0.75 * wander + 0.25 * fine + 0.25 * y + 0.3 * Math.abs(x)) + 0.35 * fine;
        };
        return body.inflated(thickness).displaced(pulled, depth);
    }

    /** The room around the neck, where cloth ends. */
    private Solid throat() {
        return RoundCone.between(new Vec3(0, -0.5, -0.25), p.neck() + 0.3, new Vec3(0, -1.2, -0.22), p.neck() + 0.12);
    }

    private static Solid opening(double width, double height, double depth) {
        return new Ellipsoid(new Vec3(0, height, -0.02), new Vec3(width, depth, 0.75));
    }

    private Solid collar(double radius, double height) {
        return new Ring(Vec3.ZERO, radius, 0.055).moved(Rotation.pitch(22), new Vec3(0, height - 0.08, -0.14));
    }

    private Solid vee() {
        double depth = chance.between(0.6, 1.1);
        Solid cut = RoundCone.between(new Vec3(0, -1.28 - depth, 0.6), 0.03, new Vec3(0, -1.08, 0.1), 0.55);
        return cut;
    }

    private Solid turtleneck() {
        return RoundCone.between(
                new Vec3(0, -1.02, -0.22), p.neck() + 0.07, new Vec3(0, -1.55, -0.30), p.neck() + 0.16);
    }
}

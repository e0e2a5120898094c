package io.iclight.train.render.subject;

import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.solid.Ellipsoid;
import io.iclight.train.render.solid.RoundCone;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;

/** The shape of a head without hair: skull, jaw, cheeks, sockets, lids, nose, lips and ears. */
final class Head {

    private final Proportions p;

    Head(Proportions proportions) {
        this.p = proportions;
    }

    /** The centre of the eyeball on the side of positive x. */
    static Vec3 eye(Proportions p) {
        return new Vec3(p.eyes(), 0, 0.66 - p.eyeSize());
    }

    Solid solid() {
        Solid mass = Union.of(0.22, skull(), face(), jaw())
                .without(new Ellipsoid(new Vec3(p.eyes(), 0.01, 0.80), new Vec3(0.17, 0.11, 0.15)).mirrored(), 0.16);
        Solid features = Union.of(0.09, mass, brows(), nose());
        Solid nostrils =
                new Ellipsoid(new Vec3(0.5 * p.noseWidth(), -0.44, p.nose() - 0.07), new Vec3(0.03, 0.03, 0.045));
        Solid withNose = features.without(nostrils.mirrored(), 0.03);
        return Union.of(0.035, Union.of(0.05, Union.of(0.07, withNose, lips()), lids()), ears());
    }

    private Solid skull() {
        return Union.of(
                0.3,
                new Ellipsoid(new Vec3(0, 0.30, -0.12), new Vec3(p.width() + 0.02, 0.70, 0.84)),
                new Ellipsoid(new Vec3(0, 0.42, 0.28), new Vec3(p.width() - 0.10, 0.46, 0.44)));
    }

    private Solid face() {
        Solid centre = new Ellipsoid(new Vec3(0, -0.24, 0.20), new Vec3(p.width() - 0.13, 0.66, 0.52));
        Solid cheekbones = new Ellipsoid(new Vec3(0.34, -0.17, 0.47), new Vec3(0.19, p.cheek(), 0.17)).mirrored();
        Solid muzzle = new Ellipsoid(new Vec3(0, -0.56, 0.50), new Vec3(0.26, 0.20, 0.20));
        return Union.of(0.2, centre, cheekbones, muzzle);
    }

    private Solid jaw() {
        Solid side =
                RoundCone.between(new Vec3(p.jaw(), -0.52, 0.02), 0.14, new Vec3(0.07, -0.83, p.chin() - 0.06), 0.14);
        Solid chin = new Ball(new Vec3(0, -0.84, p.chin()), 0.13);
        return Union.of(0.15, side.mirrored(), chin);
    }

    private Solid brows() {
        double out = 0.66 + p.brow();
        return RoundCone.between(new Vec3(0.10, 0.15, out - 0.05), 0.055, new Vec3(0.42, 0.15, out - 0.24), 0.05)
                .mirrored();
    }

    private Solid nose() {
        double tip = p.nose();
        Solid bridge = RoundCone.between(new Vec3(0, 0.08, 0.655), 0.035, new Vec3(0, -0.30, tip - 0.055), 0.06);
        Solid ball = new Ball(new Vec3(0, -0.345, tip - 0.045), 0.066);
        Solid wing = new Ellipsoid(new Vec3(0.9 * p.noseWidth(), -0.385, tip - 0.16), new Vec3(0.038, 0.046, 0.075));
        return Union.of(0.09, bridge, ball, wing.mirrored());
    }

    private Solid lips() {
        double full = p.lips();
        double out = 0.69;
        Solid upper =
                new Ellipsoid(new Vec3(0.055, -0.59, out), new Vec3(p.mouth() - 0.06, 0.85 * full, 0.06)).mirrored();
        Solid lower = new Ellipsoid(new Vec3(0, -0.665, out - 0.015), new Vec3(p.mouth() - 0.05, 1.1 * full, 0.06));
        Solid gap = new Ellipsoid(new Vec3(0, -0.622, out + 0.045), new Vec3(p.mouth() - 0.02, 0.012, 0.055));
        return Union.of(0.035, upper, lower).without(gap, 0.02);
    }

    /** Skin over the eyeballs, open in an almond shape. */
    private Solid lids() {
        Vec3 eye = eye(p);
        Solid skin = new Ball(eye, p.eyeSize() + 0.022);
        Solid almond = new Ellipsoid(Vec3.ZERO, new Vec3(0.150, p.lid(), 0.3))
                .moved(Rotation.roll(6), eye.plus(new Vec3(0, -0.012, 0.18)));
        return skin.without(almond, 0.015).mirrored();
    }

    private Solid ears() {
        Vec3 at = new Vec3(p.width() + 0.01, -0.05, -0.10);
        Rotation turn = Rotation.yaw(-20).then(Rotation.roll(-8));
        Solid shell = new Ellipsoid(Vec3.ZERO, new Vec3(0.05, 0.19, 0.12));
        Solid hollow = new Ellipsoid(new Vec3(0.05, 0.01, 0.03), new Vec3(0.04, 0.12, 0.07));
        return shell.without(hollow, 0.03).moved(turn, at).mirrored();
    }
}

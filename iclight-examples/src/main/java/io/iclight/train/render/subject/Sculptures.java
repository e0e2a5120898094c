package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Ceramic;
import io.iclight.train.render.material.Finish;
import io.iclight.train.render.material.Metal;
import io.iclight.train.render.material.Stone;
import io.iclight.train.render.material.Timber;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.Fractal;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.solid.Ellipsoid;
import io.iclight.train.render.solid.Ring;
import io.iclight.train.render.solid.RoundCone;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Superquadric;
import io.iclight.train.render.solid.Twisted;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/** Sculptures without likeness: melted balls, stacked and twisted superquadrics, pierced forms, rings. */
final class Sculptures {

    private Sculptures() {}

    static Subject of(Chance chance) {
        Finish finish = finish(chance.fork("finish"));
        Chance form = chance.fork("form");
        Solid solid = switch (form.below(5)) {
            case 0 -> melted(form);
            case 1 -> stacked(form);
            case 2 -> pierced(form);
            case 3 -> rings(form);
            default -> twisted(form);
        };
        Solid surfaced = form.happens(0.35) ? hammered(solid, form) : solid;
        return new Subject(
                SubjectKind.SCULPTURE,
                finish.word(),
                ImmutableList.of(new Part(surfaced, finish.material())),
                new Framing(Vec3.ZERO, 2.3, 180, 15));
    }

    private static Solid hammered(Solid solid, Chance chance) {
        Field dents = new Fractal(new GradientNoise(chance), 3, 0.5).scaled(chance.between(2, 5));
        return solid.displaced(dents, 0.05);
    }

    private static Solid melted(Chance chance) {
        List<Solid> balls = new ArrayList<>();
        int count = 4 + chance.below(5);
        for (int i = 0; i < count; i++) {
            Vec3 at = new Vec3(chance.near(0, 0.6), chance.near(0, 0.75), chance.near(0, 0.5));
            balls.add(new Ball(at, chance.between(0.22, 0.48)));
        }
        balls.add(new Ball(Vec3.ZERO, 0.35));
        return Union.of(chance.between(0.15, 0.4), balls);
    }

    private static Solid stacked(Chance chance) {
        List<Solid> blocks = new ArrayList<>();
        double bottom = -1;
        int count = 2 + chance.below(3);
        for (int i = 0; i < count; i++) {
            double half = (0.75 + chance.between(0, 0.3)) / count;
            Vec3 radii = new Vec3(chance.between(0.35, 0.8), half, chance.between(0.35, 0.8));
            Solid block = new Superquadric(radii, chance.below(4), 1 + chance.below(3));
            blocks.add(
                    block.moved(Rotation.yaw(chance.between(0, 90)), new Vec3(chance.near(0, 0.12), bottom + half, 0)));
            bottom += 2 * half - 0.03;
        }
        return Union.of(0.03, blocks);
    }

    private static Solid pierced(Chance chance) {
        Solid form = new Superquadric(
                        new Vec3(chance.between(0.6, 0.85), 1, chance.between(0.4, 0.65)), 1 + chance.below(2), 1)
                .moved(Rotation.roll(chance.near(0, 20)), Vec3.ZERO);
        double size = chance.between(0.22, 0.36);
        Solid hole = new Ellipsoid(Vec3.ZERO, new Vec3(size, 1.4 * size, 2))
                .moved(Rotation.roll(chance.near(0, 50)), new Vec3(chance.near(0, 0.15), chance.near(0.2, 0.25), 0));
        return form.without(hole, 0.2);
    }

    private static Solid rings(Chance chance) {
        List<Solid> rings = new ArrayList<>();
        int count = 2 + chance.below(2);
        for (int i = 0; i < count; i++) {
            Rotation turn = Rotation.pitch(chance.between(50, 130)).then(Rotation.yaw(chance.between(-80, 80)));
            double radius = chance.between(0.45, 0.62);
            rings.add(new Ring(Vec3.ZERO, radius, chance.between(0.13, 0.22))
                    .moved(turn, new Vec3(chance.near(0, 0.2), 0.45 - 0.55 * i, chance.near(0, 0.15))));
        }
        return Union.of(0.06, rings);
    }

    private static Solid twisted(Chance chance) {
        Solid column = chance.happens(0.5)
                ? new Superquadric(new Vec3(0.55, 1, 0.32), 2, 3)
                : RoundCone.between(new Vec3(0.28, -0.75, 0), 0.26, new Vec3(0.22, 0.75, 0), 0.2)
                        .mirrored();
        return Twisted.by(column, chance.sign() * chance.between(0.12, 0.3));
    }

    private static Finish finish(Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> Metal.of(chance);
            case 1 -> Timber.of(chance);
            case 2 -> Ceramic.of(chance);
            default -> Stone.of(chance);
        };
    }
}

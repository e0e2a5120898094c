package io.iclight.train.render.subject;

import com.google.common.collect.ImmutableList;
import io.iclight.train.render.material.Cloth;
import io.iclight.train.render.material.Finish;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.noise.Field;
import io.iclight.train.render.noise.GradientNoise;
import io.iclight.train.render.solid.Sheet;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;

/** Cloth that hangs in folds. */
final class Draperies {

    private Draperies() {}

    static Subject of(Chance chance) {
        Finish cloth = Cloth.of(chance.fork("cloth"));
        Field noise = new GradientNoise(chance);
        double count = chance.between(1.2, 2.4);
        double gather = chance.between(0, 0.5);
        double slant = chance.near(0, 0.5);
        boolean swag = chance.happens(0.4);
        Field folds = (x, y, z) -> {
            double spread = 1 - gather * Curve.step(-1, 1, y);
            double across = swag ? y + 0.55 * x * x : x / spread + slant * 0.4 * y;
            double wander = noise.at(0.9 * x, 0.5 * y, 0.3);
            double deep = Curve.wave(count * across + 0.35 * wander);
            return 0.65 * deep + 0.25 * noise.at(2.2 * x + 3, 1.1 * y, 1.7) + 0.15 * wander;
        };
        double width = chance.between(0.75, 1.0);
        Solid sheet = new Sheet(new Vec3(width, chance.between(0.9, 1.05), 0.24), folds, 0.08);
        return new Subject(
                SubjectKind.DRAPERY,
                cloth.word(),
                ImmutableList.of(new Part(sheet, cloth.material()).moved(Rotation.yaw(0), Vec3.ZERO)),
                new Framing(Vec3.ZERO, chance.between(2.2, 2.6), 35, 10));
    }
}

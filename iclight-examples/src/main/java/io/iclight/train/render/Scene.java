package io.iclight.train.render;

import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.solid.Union;
import io.iclight.train.render.space.Pose;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import io.iclight.train.render.subject.Framing;
import io.iclight.train.render.subject.Part;
import io.iclight.train.render.subject.Subject;
import io.iclight.train.render.subject.SubjectKind;
import io.iclight.train.render.subject.Subjects;

/**
 * A subject before the camera.
 *
 * @param subject the subject
 * @param pose how it stands
 */
public record Scene(Subject subject, Pose pose) {

    /**
     * Makes a scene.
     *
     * @param seed any number; the same number gives the same scene
     * @return a subject of any kind, framed as a photographer might
     */
    public static Scene of(long seed) {
        Chance chance = new Chance(seed);
        return framed(Subjects.any(chance), chance.fork("pose"));
    }

    /**
     * Makes a scene with a subject of one kind.
     *
     * @param kind which
     * @param seed any number
     * @return the scene
     */
    public static Scene of(SubjectKind kind, long seed) {
        Chance chance = new Chance(seed);
        return framed(Subjects.of(kind, chance), chance.fork("pose"));
    }

    private static Scene framed(Subject subject, Chance chance) {
        Framing framing = subject.framing();
        Rotation turn = Rotation.roll(chance.near(0, 3))
                .then(Rotation.yaw(chance.near(0, framing.yaw())))
                .then(Rotation.pitch(chance.near(0.3 * framing.pitch(), 0.7 * framing.pitch())));
        double height = framing.height() * chance.near(1, 0.14);
        Vec3 shift = new Vec3(chance.near(0, 0.12), chance.near(0, 0.03), 0);
        return new Scene(subject, new Pose(framing.centre(), turn, 2 / height, shift));
    }

    /** The whole subject as one solid. */
    Solid body() {
        return Union.of(0, subject.parts().stream().map(Part::solid).toList());
    }
}

package io.iclight.train.render;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.Image;
import io.iclight.train.render.light.Light;
import io.iclight.train.render.light.Lighting;
import io.iclight.train.render.light.Surroundings;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Pose;
import io.iclight.train.render.space.Rotation;
import io.iclight.train.render.space.Vec3;
import io.iclight.train.render.subject.Framing;
import io.iclight.train.render.subject.Part;
import io.iclight.train.render.subject.Subject;
import io.iclight.train.render.subject.SubjectKind;
import io.iclight.train.render.subject.Subjects;

/** One fixed scene to show and to test relighting with: a plaster bust, a painted vase and fruit by a window. */
public final class StillLife {

    private static final Framing FRAMING = new Framing(new Vec3(0, -0.45, 0), 3.7, 0, 0);

    private StillLife() {}

    /**
     * The scene.
     *
     * @return bust, vase, pear and apple
     */
    public static Scene scene() {
        ImmutableList.Builder<Part> parts = ImmutableList.builder();
        add(parts, SubjectKind.BUST, 19, 1, -16, new Vec3(0.14, 0, -0.3));
        add(parts, SubjectKind.VASE, 11, 0.70, 20, new Vec3(-0.84, -1.64, 0.75));
        add(parts, SubjectKind.PEAR, 2, 0.36, 0, new Vec3(1.02, -1.86, 0.75));
        add(parts, SubjectKind.APPLE, 1, 0.31, 0, new Vec3(0.52, -1.93, 1.15));
        Subject group = new Subject(SubjectKind.BUST, "plaster", parts.build(), FRAMING);
        return new Scene(group, new Pose(FRAMING.centre(), Rotation.NONE, 2 / FRAMING.height(), Vec3.ZERO));
    }

    private static void add(
            ImmutableList.Builder<Part> parts, SubjectKind kind, long seed, double scale, double yaw, Vec3 at) {
        for (Part part : Subjects.of(kind, new Chance(seed)).parts()) {
            parts.add(part.scaled(scale).moved(Rotation.yaw(yaw), at));
        }
    }

    /**
     * Photographs the scene in soft light from the left.
     *
     * @param width in pixels
     * @param height in pixels
     * @return an RGBA image whose opacity is the matte
     */
    public static Image photograph(int width, int height) {
        GBuffer view = GBuffer.of(scene(), width, height);
        Light window = Light.near(new Vec3(-1, 0.7, 0.65), new Rgb(0.92, 0.86, 0.78), 0.3, 4.5);
        Light reflector = Light.far(new Vec3(1, 0.1, 0.5), new Rgb(0.10, 0.10, 0.10), 0.5);
        Surroundings room = Surroundings.dome(new Rgb(0.16, 0.17, 0.20), new Rgb(0.10, 0.08, 0.06));
        Lighting lighting = Lighting.of(window, reflector).in(room);
        return view.lit(lighting).display(view.coverage());
    }
}

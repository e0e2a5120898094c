package io.iclight.train.render.subject;

import io.iclight.train.render.material.Material;
import io.iclight.train.render.material.Texture;
import io.iclight.train.render.noise.Chance;
import io.iclight.train.render.noise.Curve;
import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.solid.Ball;
import io.iclight.train.render.space.Vec3;
import java.util.List;

/** A pair of eyeballs with irises, looking somewhere near the camera. */
final class Eyes {

    private static final List<Rgb> IRISES = List.of(
            Rgb.srgb(0x4A2E1A),
            Rgb.srgb(0x5E4326),
            Rgb.srgb(0x6E7F8C),
            Rgb.srgb(0x4F6F8F),
            Rgb.srgb(0x5F7050),
            Rgb.srgb(0x2A1A12));

    private Eyes() {}

    /**
     * Makes the pair.
     *
     * @param centre of the eyeball on the side of positive x
     * @param radius of an eyeball
     * @param gaze the direction in which both look
     */
    static Part of(Vec3 centre, double radius, Vec3 gaze, Chance chance) {
        Rgb iris = chance.pick(IRISES);
        double size = chance.near(0.42, 0.04);
        Vec3 look = gaze.normalized();
        Texture albedo = (x, y, z) -> {
            Vec3 eye = x < 0 ? centre.mirrored() : centre;
            Vec3 out = new Vec3(x, y, z).minus(eye).normalized();
            double ring = out.minus(look).length() / size;
            Rgb white = Rgb.srgb(0xCFC6BF).towards(Rgb.srgb(0xC98F86), 0.4 * Curve.step(1.2, 2.4, ring));
            Rgb coloured = iris.times(1.15 - 0.5 * Curve.step(0.7, 1, ring));
            Rgb pupil = Rgb.grey(0.006);
            return white.towards(coloured, Curve.step(1.08, 0.95, ring)).towards(pupil, Curve.step(0.50, 0.42, ring));
        };
        return new Part(
                new Ball(centre, radius).mirrored(), Material.matt(albedo).glossy(0.12));
    }
}

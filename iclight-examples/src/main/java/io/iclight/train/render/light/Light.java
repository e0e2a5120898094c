package io.iclight.train.render.light;

import io.iclight.train.render.picture.Rgb;
import io.iclight.train.render.space.Vec3;

/**
 * One source of light.
 *
 * @param towards where it is, seen from the subject: a direction of length 1
 * @param colour the light that it throws on a white surface that faces it, at the subject's centre
 * @param size its radius as seen from the subject, as a tangent: 0.01 is the sun, 0.5 a large softbox; it decides how
 *     soft the shadows are
 * @param distance how far it is, in half heights of the picture; {@link Double#POSITIVE_INFINITY} for a sun
 * @param gobo what stands in its way
 */
public record Light(Vec3 towards, Rgb colour, double size, double distance, Gobo gobo) {

    /** A light with a direction of whatever length. */
    public Light {
        towards = towards.normalized();
    }

    /**
     * A light far away.
     *
     * @param towards where it is, as a direction
     * @param colour the light that it throws
     * @param size its radius, as a tangent
     * @return the light, with nothing in its way
     */
    public static Light far(Vec3 towards, Rgb colour, double size) {
        return new Light(towards, colour, size, Double.POSITIVE_INFINITY, Gobo.NONE);
    }

    /**
     * A lamp near enough that its light falls off over the subject.
     *
     * @param towards where it is, as a direction
     * @param colour the light that it throws at the subject's centre
     * @param size its radius, as a tangent
     * @param distance how far, in half heights of the picture
     * @return the light, with nothing in its way
     */
    public static Light near(Vec3 towards, Rgb colour, double size, double distance) {
        return new Light(towards, colour, size, distance, Gobo.NONE);
    }

    /**
     * Puts something in the light's way.
     *
     * @param pattern what lets it pass in places
     * @return the patterned light
     */
    public Light through(Gobo pattern) {
        return new Light(towards, colour, size, distance, pattern);
    }

    /**
     * Dims it.
     *
     * @param factor how much remains
     * @return the dimmed light
     */
    public Light times(double factor) {
        return new Light(towards, colour.times(factor), size, distance, gobo);
    }
}

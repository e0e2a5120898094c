package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * Two balls and the cone that touches both: a limb, a neck, a finger.
 *
 * @param a the first ball
 * @param b the second
 * @param axis from the first centre to the second
 * @param squared the distance of the centres, squared
 * @param taper how much the first radius is greater
 */
public record RoundCone(Ball a, Ball b, Vec3 axis, double squared, double taper) implements Solid {

    /**
     * Joins two balls.
     *
     * @param a the first centre
     * @param ra the first radius
     * @param b the second centre
     * @param rb the second radius; the radii differ by less than the centres' distance
     * @return the cone with its two ends
     */
    public static RoundCone between(Vec3 a, double ra, Vec3 b, double rb) {
        Vec3 axis = b.minus(a);
        return new RoundCone(new Ball(a, ra), new Ball(b, rb), axis, axis.dot(axis), ra - rb);
    }

    @Override
    public double distance(double x, double y, double z) {
        double px = x - a.centre().x();
        double py = y - a.centre().y();
        double pz = z - a.centre().z();
        double along = px * axis.x() + py * axis.y() + pz * axis.z();
        double qx = px * squared - axis.x() * along;
        double qy = py * squared - axis.y() * along;
        double qz = pz * squared - axis.z() * along;
        double aside = qx * qx + qy * qy + qz * qz;
        double beyond = along - squared;
        double alongSquared = along * along * squared;
        double beyondSquared = beyond * beyond * squared;
        double k = Math.signum(taper) * taper * taper * aside;
        double flank = squared - taper * taper;
        if (Math.signum(beyond) * flank * beyondSquared > k) {
            return Math.sqrt(aside + beyondSquared) / squared - b.radius();
        }
        if (Math.signum(along) * flank * alongSquared < k) {
            return Math.sqrt(aside + alongSquared) / squared - a.radius();
        }
        return (Math.sqrt(aside * flank / squared) + along * taper) / squared - a.radius();
    }

    @Override
    public Box bounds() {
        return a.bounds().and(b.bounds());
    }
}

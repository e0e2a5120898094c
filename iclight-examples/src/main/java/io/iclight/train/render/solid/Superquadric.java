package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A superellipsoid (Barr, 1981) whose exponents are powers of two, so that square roots suffice: from an octahedron over
 * the ball and the pillow to the block.
 *
 * @param radii its half axes
 * @param around the shape of its horizontal sections: 0 a diamond, 1 a circle, 2 and 3 ever squarer
 * @param upright the shape of its vertical sections, likewise
 */
public record Superquadric(Vec3 radii, int around, int upright) implements Solid {

    @Override
    public double distance(double x, double y, double z) {
        double ax = Math.abs(x) / radii.x();
        double ay = Math.abs(y) / radii.y();
        double az = Math.abs(z) / radii.z();
        double level = norm(norm(ax, az, around), ay, upright);
        double length = Math.sqrt(x * x + y * y + z * z);
        double least = Math.min(radii.x(), Math.min(radii.y(), radii.z()));
        if (length < 1e-9) {
            return -least;
        }
        // Along the ray from the centre the surface is this far; a slanting face is nearer, by at most this factor.
        double radial = length * (1 - 1 / level);
        return Math.max(radial * 0.7, (level - 1) * least * 0.7);
    }

    /** The p-norm of two numbers for p = 2^exponent. */
    private static double norm(double a, double b, int exponent) {
        double p = a;
        double q = b;
        for (int i = 0; i < exponent; i++) {
            p *= p;
            q *= q;
        }
        double sum = p + q;
        for (int i = 0; i < exponent; i++) {
            sum = Math.sqrt(sum);
        }
        return sum;
    }

    @Override
    public Box bounds() {
        return Box.around(Vec3.ZERO, radii);
    }
}

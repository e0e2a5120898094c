package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A six-sided shaft that stands on the origin and ends in a point, as quartz grows.
 *
 * @param radius from its axis to the middle of a side
 * @param height of the point
 * @param tip how much of the height the point takes
 */
public record Prism(double radius, double height, double tip) implements Solid {

    private static final double HALF_ROOT_3 = Math.sqrt(3) / 2;

    @Override
    public double distance(double x, double y, double z) {
        double ax = Math.abs(x);
        double az = Math.abs(z);
        double out = Math.max(az, 0.5 * az + HALF_ROOT_3 * ax);
        double side = out - radius;
        double slope = radius / tip;
        double cone = (out - (height - y) * slope) / Math.sqrt(1 + slope * slope);
        return Math.max(Math.max(side, -y - 0.1), cone);
    }

    @Override
    public Box bounds() {
        double corner = radius / HALF_ROOT_3;
        return new Box(new Vec3(-corner, -0.1, -corner), new Vec3(corner, height, corner));
    }
}

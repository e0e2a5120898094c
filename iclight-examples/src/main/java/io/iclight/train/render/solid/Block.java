package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A block with rounded edges.
 *
 * @param centre its centre
 * @param half its half width, height and depth, the rounding included
 * @param rounding the radius of its edges, at most the least of {@code half}
 */
public record Block(Vec3 centre, Vec3 half, double rounding) implements Solid {

    @Override
    public double distance(double x, double y, double z) {
        double dx = Math.abs(x - centre.x()) - half.x() + rounding;
        double dy = Math.abs(y - centre.y()) - half.y() + rounding;
        double dz = Math.abs(z - centre.z()) - half.z() + rounding;
        double ox = Math.max(dx, 0);
        double oy = Math.max(dy, 0);
        double oz = Math.max(dz, 0);
        double outside = Math.sqrt(ox * ox + oy * oy + oz * oz);
        return outside + Math.min(Math.max(dx, Math.max(dy, dz)), 0) - rounding;
    }

    @Override
    public Box bounds() {
        return Box.around(centre, half);
    }
}

package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A ball.
 *
 * @param centre its centre
 * @param radius its radius
 */
public record Ball(Vec3 centre, double radius) implements Solid {

    @Override
    public double distance(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
    }

    @Override
    public Box bounds() {
        return Box.around(centre, radius);
    }
}

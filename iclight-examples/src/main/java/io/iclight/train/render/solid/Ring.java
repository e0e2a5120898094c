package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A torus around a vertical axis.
 *
 * @param centre its centre
 * @param radius from the centre to the middle of the tube
 * @param tube the tube's radius
 */
public record Ring(Vec3 centre, double radius, double tube) implements Solid {

    @Override
    public double distance(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        double aside = Math.sqrt(dx * dx + dz * dz) - radius;
        return Math.sqrt(aside * aside + dy * dy) - tube;
    }

    @Override
    public Box bounds() {
        return Box.around(centre, new Vec3(radius + tube, tube, radius + tube));
    }
}

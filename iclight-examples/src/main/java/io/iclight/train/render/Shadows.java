package io.iclight.train.render;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Pose;
import io.iclight.train.render.space.Vec3;

/** How much of a light can be seen from a piece of the subject's surface. */
final class Shadows {

    private static final int STRIDES = 40;

    private final DistanceGrid grid;
    private final Pose pose;
    private final Box box;

    Shadows(DistanceGrid grid, Pose pose) {
        this.grid = grid;
        this.pose = pose;
        this.box = grid.box();
    }

    /**
     * Follows a cone as wide as the light, and keeps what the nearest thing leaves of it: from -1, where that thing hides
     * the cone and as much again, to 1, where it only touches the cone.
     *
     * @param position of the surface, in the view
     * @param shape the normal of its shape, in the view
     * @param way the direction to the light, in the view
     * @param size the light's radius, as a tangent
     * @return the share of the light that is seen, in {@code [0, 1]}
     */
    double visible(Vec3 position, Vec3 shape, Vec3 way, double size) {
        double cell = grid.cell();
        Vec3 from = pose.toSubject(position).plus(pose.directionToSubject(shape).times(1.3 * cell));
        Vec3 along = pose.directionToSubject(way);
        double width = Math.max(size, 0.02);
        double seen = 1;
        double t = 1.2 * cell;
        double exit = box.exit(from, along);
        for (int stride = 0; stride < STRIDES && t < exit; stride++) {
            double x = from.x() + t * along.x();
            double y = from.y() + t * along.y();
            double z = from.z() + t * along.z();
            double d = grid.at(x, y, z);
            seen = Math.min(seen, d / (width * t));
            if (seen <= -1) {
                return 0;
            }
            t += Math.max(0.7 * cell, Math.min(Math.abs(d), 0.3));
        }
        return 0.25 * (1 + seen) * (1 + seen) * (2 - seen);
    }
}

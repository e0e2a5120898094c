package io.iclight.train.render;

import io.iclight.train.render.space.Pose;
import io.iclight.train.render.space.Vec3;

/**
 * How much of the light from each of six sides reaches a piece of surface: for each side that it faces, a wide cone is
 * followed through the grid.
 */
final class Occlusion {

    private static final Vec3[] SIDES = {
        new Vec3(-1, 0, 0),
        new Vec3(1, 0, 0),
        new Vec3(0, 1, 0),
        new Vec3(0, -1, 0),
        new Vec3(0, 0, 1),
        new Vec3(0, 0, -1)
    };

    /** The half angle of a cone, as a tangent. */
    private static final double WIDTH = 0.6;

    /** How far a cone is followed, in the view's units. */
    private static final double REACH = 1.2;

    private final DistanceGrid grid;
    private final Pose pose;
    private final Vec3[] sides = new Vec3[SIDES.length];

    Occlusion(DistanceGrid grid, Pose pose) {
        this.grid = grid;
        this.pose = pose;
        for (int side = 0; side < SIDES.length; side++) {
            sides[side] = pose.directionToSubject(SIDES[side]);
        }
    }

    /**
     * Fills in what surfel {@code i} gets from each side.
     *
     * @param point its place in the subject's space
     * @param shape the normal of the shape, in the subject's space
     * @param normal the normal with relief, in the view
     * @param position its place in the view
     * @param cavity how open its nearest surroundings are
     */
    void measure(Vec3 point, Vec3 shape, Vec3 normal, Vec3 position, double cavity, Surfels surfels, int i) {
        Vec3 toEye = Camera.EYE.minus(position).normalized();
        Vec3 mirror = normal.times(2 * normal.dot(toEye)).minus(toEye);
        Vec3 start = point.plus(shape.times(1.2 * grid.cell()));
        for (int side = 0; side < SIDES.length; side++) {
            double facing = Math.max(0, normal.dot(SIDES[side]));
            double mirroring = Math.max(0, mirror.dot(SIDES[side]));
            if (facing == 0 && mirroring == 0) {
                continue;
            }
            double open =
                    cavity * cone(start, sides[side].plus(shape.times(0.9)).normalized());
            surfels.open[Surfels.SIDES * i + side] = (float) (facing * facing * open);
            surfels.mirrored[Surfels.SIDES * i + side] = (float) (mirroring * mirroring * open);
        }
    }

    private double cone(Vec3 start, Vec3 way) {
        double open = 1;
        double reach = REACH / pose.scale();
        for (double t = 1.5 * grid.cell(); t < reach && open > 0; t *= 1.7) {
            double d = grid.at(start.x() + t * way.x(), start.y() + t * way.y(), start.z() + t * way.z());
            // Far things hide less: beyond the reach nothing does.
            double hidden = 1 - (0.5 + 0.5 * d / (t * WIDTH));
            open = Math.min(open, 1 - Math.max(0, hidden) * (1 - 0.6 * t / reach));
        }
        return Math.max(0, open);
    }
}

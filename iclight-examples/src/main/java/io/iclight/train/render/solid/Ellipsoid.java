package io.iclight.train.render.solid;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/** An ellipsoid along the axes. */
public final class Ellipsoid implements Solid {

    private final Box bounds;
    private final double least;
    private final double cx;
    private final double cy;
    private final double cz;
    private final double perX;
    private final double perY;
    private final double perZ;

    /**
     * Makes an ellipsoid.
     *
     * @param centre its centre
     * @param radii its half axes
     */
    public Ellipsoid(Vec3 centre, Vec3 radii) {
        this.bounds = Box.around(centre, radii);
        this.least = Math.min(radii.x(), Math.min(radii.y(), radii.z()));
        this.cx = centre.x();
        this.cy = centre.y();
        this.cz = centre.z();
        this.perX = 1 / radii.x();
        this.perY = 1 / radii.y();
        this.perZ = 1 / radii.z();
    }

    @Override
    public double distance(double x, double y, double z) {
        double ax = (x - cx) * perX;
        double ay = (y - cy) * perY;
        double az = (z - cz) * perZ;
        double level = ax * ax + ay * ay + az * az;
        double gx = ax * perX;
        double gy = ay * perY;
        double gz = az * perZ;
        double slope = gx * gx + gy * gy + gz * gz;
        // At the very centre there is no slope to divide by.
        return slope < 1e-18 ? -least : (level - Math.sqrt(level)) / Math.sqrt(slope);
    }

    @Override
    public Box bounds() {
        return bounds;
    }
}

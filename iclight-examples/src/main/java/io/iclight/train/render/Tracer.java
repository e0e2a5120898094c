package io.iclight.train.render;

import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Pose;
import io.iclight.train.render.space.Vec3;

/**
 * Finds where rays meet the subject (Hart, Sphere tracing, 1996): in strides through the grid, and by the exact distance
 * where the grid says that the surface is near.
 */
final class Tracer {

    private static final int STRIDES = 160;

    private final Solid body;
    private final DistanceGrid grid;
    private final Camera camera;
    private final Pose pose;
    private final Vec3 eye;
    private final double pixel;
    private final Box box;

    /** How near the last ray came to the surface, in pixels. */
    private double nearest;

    Tracer(Solid body, DistanceGrid grid, Camera camera, Pose pose) {
        this.body = body;
        this.grid = grid;
        this.camera = camera;
        this.pose = pose;
        this.eye = pose.toSubject(Camera.EYE);
        this.pixel = camera.pixel() / pose.scale();
        this.box = grid.box();
    }

    double nearest() {
        return nearest;
    }

    /**
     * Follows a ray.
     *
     * @param x where in the picture, in pixels
     * @param y where in the picture, from the top
     * @return the distance from the eye to the surface, in the subject's units, or NaN where it passes by
     */
    double trace(double x, double y) {
        Vec3 way = pose.directionToSubject(camera.ray(x, y));
        nearest = Double.POSITIVE_INFINITY;
        double t = Math.max(box.entry(eye, way), 0);
        double exit = box.exit(eye, way);
        double margin = 0.9 * grid.cell();
        double touching = 0.2 * pixel;
        double lastT = Double.NaN;
        double lastD = 0;
        for (int stride = 0; stride < STRIDES && t < exit; stride++) {
            double px = eye.x() + t * way.x();
            double py = eye.y() + t * way.y();
            double pz = eye.z() + t * way.z();
            double coarse = grid.at(px, py, pz);
            if (coarse >= margin) {
                t += coarse - 0.7 * margin;
                lastT = Double.NaN;
                continue;
            }
            double d = body.distance(px, py, pz);
            nearest = Math.min(nearest, d / pixel);
            if (d < touching) {
                double met = Double.isNaN(lastT) ? t + d : lastT + (t - lastT) * lastD / (lastD - d);
                return Math.min(met, t + 2 * touching);
            }
            double step = Math.max(d * stretch(t - lastT, lastD - d), 0.6 * pixel);
            lastT = t;
            lastD = d;
            t += step;
        }
        return Double.NaN;
    }

    /** How many distances to go at once: on a slanting way the surface comes nearer more slowly than the ray goes. */
    private static double stretch(double gone, double nearer) {
        if (nearer <= 0) {
            return 1;
        }
        return gone > 0 ? Math.min(1.5, Math.max(0.8, gone / nearer)) : 0.8;
    }

    /** The point in the subject's space at a distance along a ray. */
    Vec3 point(double x, double y, double t) {
        return eye.plus(pose.directionToSubject(camera.ray(x, y)).times(t));
    }
}

package io.iclight.train.render;

import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A camera with a portrait lens, on the z axis. At the subject's centre the picture is two units high.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 */
record Camera(int width, int height) {

    /** How far the camera stands from the subject's centre: an angle of view of 19 degrees, as of 105 mm. */
    static final double DISTANCE = 6;

    static final Vec3 EYE = new Vec3(0, 0, DISTANCE);

    /** A box around what the picture shows of a subject, and what may throw a shadow on it. */
    Box field() {
        double aspect = width / (double) height;
        return Box.around(Vec3.ZERO, new Vec3(1.25 * aspect, 1.2, 2.5));
    }

    /** The size of a pixel at the subject's centre. */
    double pixel() {
        return 2.0 / height;
    }

    /** The way that light comes to a point of the picture, away from the camera; (0.5, 0.5) is the first pixel's centre. */
    Vec3 ray(double x, double y) {
        double u = (x - 0.5 * width) * pixel();
        double v = (0.5 * height - y) * pixel();
        return new Vec3(u, v, -DISTANCE).normalized();
    }
}

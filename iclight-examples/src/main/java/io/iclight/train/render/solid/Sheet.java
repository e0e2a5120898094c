package io.iclight.train.render.solid;

import io.iclight.train.render.noise.Field;
import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;

/**
 * A hanging cloth: a rectangle that faces the viewer, with folds, of some thickness.
 *
 * @param half its half width and height; z is the greatest depth of its folds
 * @param folds how far each point of it comes forward, from -1 to 1 of the depth
 * @param thickness of the cloth
 */
public record Sheet(Vec3 half, Field folds, double thickness) implements Solid {

    private static final double STEP = 0.02;

    @Override
    public double distance(double x, double y, double z) {
        double depth = half.z();
        double beyond = Math.abs(z) - depth;
        if (beyond > 0.3) {
            return beyond - thickness;
        }
        double here = folds.at(x, y, 0);
        double across = (folds.at(x + STEP, y, 0) - here) * depth / STEP;
        double up = (folds.at(x, y + STEP, 0) - here) * depth / STEP;
        double lean = 0.8 / Math.sqrt(1 + across * across + up * up);
        double sheet = Math.abs(z - depth * here) * lean - 0.5 * thickness;
        double edges = Math.max(Math.abs(x) - half.x(), Math.abs(y) - half.y());
        return -Blend.min(-sheet, -edges, thickness);
    }

    @Override
    public Box bounds() {
        return Box.around(Vec3.ZERO, half).grown(thickness);
    }
}

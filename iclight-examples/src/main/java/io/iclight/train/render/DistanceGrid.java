package io.iclight.train.render;

import io.iclight.train.render.solid.Solid;
import io.iclight.train.render.space.Box;
import io.iclight.train.render.space.Vec3;
import java.util.Arrays;

/**
 * A solid's distances on a grid. Looking one up costs the same however the solid was made, a few nanoseconds, which is
 * what makes soft shadows and occlusion cheap. Where no surface is near, the grid is filled from points further
 * apart.
 */
final class DistanceGrid {

    private static final int BRICK = 8;

    /** Half the diagonal of a cube: no point of it is further from its nearest corner. */
    private static final double CLEAR = 0.87;

    private final Solid solid;
    private final Vec3 low;
    private final double cell;
    private final double perCell;
    private final int nx;
    private final int ny;
    private final int nz;
    private final float[] values;

    /**
     * Measures a solid.
     *
     * @param solid what to measure
     * @param region where, in the solid's space
     * @param cells how many cells lie along the longest side
     */
    DistanceGrid(Solid solid, Box region, int cells) {
        Box tight = solid.bounds().within(region);
        double longest = Math.max(
                tight.size().x(), Math.max(tight.size().y(), tight.size().z()));
        this.cell = longest / cells;
        this.perCell = 1 / cell;
        Box box = tight.grown(1.5 * cell);
        this.low = box.low();
        this.nx = nodes(box.size().x());
        this.ny = nodes(box.size().y());
        this.nz = nodes(box.size().z());
        this.values = new float[nx * ny * nz];
        this.solid = solid;
        measure();
    }

    /** Whole bricks and the far side of the last. */
    private int nodes(double size) {
        int count = (int) Math.ceil(size * perCell);
        return (count + BRICK - 1) / BRICK * BRICK + 1;
    }

    double cell() {
        return cell;
    }

    Box box() {
        return new Box(low, low.plus(new Vec3(nx - 1, ny - 1, nz - 1).times(cell)));
    }

    private void measure() {
        Arrays.fill(values, Float.NaN);
        for (int k = 0; k < nz - 1; k += BRICK) {
            for (int j = 0; j < ny - 1; j += BRICK) {
                for (int i = 0; i < nx - 1; i += BRICK) {
                    fill(i, j, k, BRICK);
                }
            }
        }
    }

    /** Measures at the corners of a cube and, where the surface may pass through it, of its eighths. */
    private void fill(int i, int j, int k, int size) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int corner = 0; corner < 8; corner++) {
            nearest = Math.min(nearest, Math.abs(measured(corner(i, j, k, size, corner))));
        }
        if (size == 1) {
            return;
        }
        if (nearest > CLEAR * size * cell) {
            interpolate(i, j, k, size);
            return;
        }
        int half = size / 2;
        for (int part = 0; part < 8; part++) {
            fill(i + (part & 1) * half, j + (part >> 1 & 1) * half, k + (part >> 2 & 1) * half, half);
        }
    }

    private void interpolate(int i0, int j0, int k0, int size) {
        for (int k = k0; k <= k0 + size; k++) {
            for (int j = j0; j <= j0 + size; j++) {
                for (int i = i0; i <= i0 + size; i++) {
                    int at = index(i, j, k);
                    if (Float.isNaN(values[at])) {
                        values[at] = between(i0, j0, k0, size, i, j, k);
                    }
                }
            }
        }
    }

    private float between(int i0, int j0, int k0, int size, int i, int j, int k) {
        double u = (i - i0) / (double) size;
        double v = (j - j0) / (double) size;
        double w = (k - k0) / (double) size;
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double weight = ((corner & 1) == 1 ? u : 1 - u)
                    * ((corner >> 1 & 1) == 1 ? v : 1 - v)
                    * ((corner >> 2 & 1) == 1 ? w : 1 - w);
            sum += weight * values[corner(i0, j0, k0, size, corner)];
        }
        return (float) sum;
    }

    private int corner(int i, int j, int k, int size, int corner) {
        return index(i + (corner & 1) * size, j + (corner >> 1 & 1) * size, k + (corner >> 2 & 1) * size);
    }

    private float measured(int at) {
        if (Float.isNaN(values[at])) {
            int i = at % nx;
            int j = at / nx % ny;
            int k = at / nx / ny;
            values[at] = (float) solid.distance(low.x() + i * cell, low.y() + j * cell, low.z() + k * cell);
        }
        return values[at];
    }

    private int index(int i, int j, int k) {
        return (k * ny + j) * nx + i;
    }

    /** The distance at a point, between the grid's points; the nearest point of the grid counts outside it. */
    double at(double x, double y, double z) {
        double gx = Math.max(0, Math.min(nx - 1.001, (x - low.x()) * perCell));
        double gy = Math.max(0, Math.min(ny - 1.001, (y - low.y()) * perCell));
        double gz = Math.max(0, Math.min(nz - 1.001, (z - low.z()) * perCell));
        int i = (int) gx;
        int j = (int) gy;
        int k = (int) gz;
        double u = gx - i;
        double v = gy - j;
        double w = gz - k;
        int a = (k * ny + j) * nx + i;
        int b = a + nx * ny;
        double front = mix(v, mix(u, values[a], values[a + 1]), mix(u, values[a + nx], values[a + nx + 1]));
        double back = mix(v, mix(u, values[b], values[b + 1]), mix(u, values[b + nx], values[b + nx + 1]));
        return mix(w, front, back);
    }

    private static double mix(double t, double a, double b) {
        return a + t * (b - a);
    }
}

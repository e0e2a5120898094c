package io.iclight.train.render;

import io.iclight.train.render.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides through which points of the picture to look: once through the middle of a pixel, four times where one part
 * gives way to another or to what lies behind it, and eight times along the subject's outline, which makes the matte's
 * edge soft.
 */
final class Sampling {

    private static final double[][] ONCE = {{0.5, 0.5}};

    /** Points of a pixel, no two in one row or column (the rooks' patterns). */
    private static final double[][] FOUR = {{0.125, 0.625}, {0.375, 0.125}, {0.625, 0.875}, {0.875, 0.375}};

    private static final double[][] EIGHT = {
        {0.0625, 0.5625}, {0.1875, 0.1875}, {0.3125, 0.8125}, {0.4375, 0.4375},
        {0.5625, 0.0625}, {0.6875, 0.6875}, {0.8125, 0.3125}, {0.9375, 0.9375}
    };

    private final Camera camera;
    private final Tracer tracer;
    private final Survey survey;

    /** A step in depth that is an edge: the surface of five pixels' slope is not. */
    private final double step;

    private final double[] depths;
    private final int[] parts;
    private final boolean[] close;

    Sampling(Scene scene, DistanceGrid grid, Camera camera) {
        this.camera = camera;
        this.tracer = new Tracer(scene.body(), grid, camera, scene.pose());
        this.survey = new Survey(scene, grid, camera);
        this.step = 5 * camera.pixel() / scene.pose().scale();
        this.depths = new double[camera.width() * camera.height()];
        this.parts = new int[depths.length];
        this.close = new boolean[depths.length];
    }

    Surfels surfels() {
        for (int i = 0; i < depths.length; i++) {
            double x = i % camera.width() + 0.5;
            double y = i / camera.width() + 0.5;
            depths[i] = tracer.trace(x, y);
            close[i] = tracer.nearest() < 0.75;
            parts[i] = Double.isNaN(depths[i]) ? -1 : survey.part(tracer.point(x, y, depths[i]));
        }
        Surfels surfels = new Surfels();
        for (int i = 0; i < depths.length; i++) {
            double[][] pattern = pattern(i);
            if (pattern == ONCE) {
                lookOnce(i, surfels);
            } else {
                lookOften(i, pattern, surfels);
            }
        }
        return surfels;
    }

    private void lookOnce(int i, Surfels surfels) {
        if (parts[i] >= 0) {
            Vec3 point = tracer.point(i % camera.width() + 0.5, i / camera.width() + 0.5, depths[i]);
            survey.look(point, parts[i], i, 1, surfels);
        }
    }

    private void lookOften(int i, double[][] pattern, Surfels surfels) {
        List<Vec3> met = new ArrayList<>();
        for (double[] offset : pattern) {
            double x = i % camera.width() + offset[0];
            double y = i / camera.width() + offset[1];
            double depth = tracer.trace(x, y);
            if (!Double.isNaN(depth)) {
                met.add(tracer.point(x, y, depth));
            }
        }
        // All of them say how much is covered; a few of them say well enough with what.
        int step = met.size() > FOUR.length ? 2 : 1;
        int looked = (met.size() + step - 1) / step;
        double weight = met.size() / (double) (pattern.length * looked);
        for (int k = 0; k < met.size(); k += step) {
            survey.look(met.get(k), survey.part(met.get(k)), i, weight, surfels);
        }
    }

    private double[][] pattern(int i) {
        int x = i % camera.width();
        int y = i / camera.width();
        boolean outline = parts[i] < 0 && close[i];
        boolean edge = false;
        for (int side = 0; side < 4; side++) {
            int nx = x + (side == 0 ? -1 : side == 1 ? 1 : 0);
            int ny = y + (side == 2 ? -1 : side == 3 ? 1 : 0);
            if (nx >= 0 && ny >= 0 && nx < camera.width() && ny < camera.height()) {
                int j = ny * camera.width() + nx;
                outline |= parts[i] < 0 != parts[j] < 0;
                edge |= parts[i] != parts[j] || Math.abs(depths[i] - depths[j]) > step;
            }
        }
        return outline ? EIGHT : edge ? FOUR : ONCE;
    }
}

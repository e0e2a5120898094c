package io.iclight.train.render;

import io.iclight.light.LightSide;
import io.iclight.train.render.picture.Coverage;
import io.iclight.train.render.picture.LinearImage;

/** Which way the brightness of a subject leans. */
final class Lean {

    private Lean() {}

    /** How much brighter the half of the subject on a side is than the other half; the halves meet at its centroid. */
    static double towards(LightSide side, LinearImage lit, Coverage coverage) {
        boolean upright = side == LightSide.TOP || side == LightSide.BOTTOM;
        int width = coverage.width();
        double middle = 0;
        double mass = 0;
        for (int i = 0; i < coverage.values().length; i++) {
            middle += coverage.values()[i] * (upright ? i / width : i % width);
            mass += coverage.values()[i];
        }
        middle /= mass;
        double[] light = new double[2];
        double[] covered = new double[2];
        for (int i = 0; i < coverage.values().length; i++) {
            int half = (upright ? i / width : i % width) < middle ? 0 : 1;
            light[half] += coverage.values()[i] * lit.get(i % width, i / width).luminance();
            covered[half] += coverage.values()[i];
        }
        double difference = light[0] / covered[0] - light[1] / covered[1];
        return side == LightSide.LEFT || side == LightSide.TOP ? difference : -difference;
    }
}

package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;
import io.iclight.light.LightSide;

/** Whether the light on a subject comes from a side: by how much the half that faces it is the brighter one. */
public final class Lean {

    private Lean() {}

    /**
     * Measures.
     *
     * @param picture what to look at
     * @param subject where to look
     * @param side where light should come from
     * @return the difference of the halves' mean luminance over their sum, -1 to 1; above 0 where it is as it should be
     */
    public static double of(FloatImage picture, Subject subject, LightSide side) {
        double[] luminance = Luminance.of(subject.values(picture));
        double[] towards = subject.towards(side);
        double[] sums = new double[2];
        double[] weights = new double[2];
        for (int i = 0; i < luminance.length; i++) {
            int half = towards[i] > 0 ? 0 : 1;
            sums[half] += subject.opacity()[i] * luminance[i];
            weights[half] += subject.opacity()[i];
        }
        double lit = sums[0] / weights[0];
        double dark = sums[1] / weights[1];
        return lit + dark == 0 ? 0 : (lit - dark) / (lit + dark);
    }
}

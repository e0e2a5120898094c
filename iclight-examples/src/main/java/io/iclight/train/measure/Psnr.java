package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;

/** The peak signal-to-noise ratio of a subject. */
public final class Psnr {

    /** Pictures that are closer than half a level of 8 bits cannot be told apart. */
    private static final double LEAST_ERROR = 1 / (4.0 * 255 * 255);

    private Psnr() {}

    /**
     * Measures.
     *
     * @param picture what to look at, 0 to 1
     * @param truth what it should be
     * @param subject where to look
     * @return in dB; the more the closer, 54 at most
     */
    public static double of(FloatImage picture, FloatImage truth, Subject subject) {
        float[] a = subject.values(picture);
        float[] b = subject.values(truth);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < a.length; i++) {
            double weight = subject.opacity()[i / 3];
            sum += weight * (a[i] - b[i]) * (a[i] - b[i]);
            weights += weight;
        }
        return -10 * Math.log10(Math.max(LEAST_ERROR, sum / weights));
    }
}

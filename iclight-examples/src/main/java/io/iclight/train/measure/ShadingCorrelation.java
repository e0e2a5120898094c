package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;

/** How alike the shading of two pictures of a subject is: what is bright and dark by light, not by paint. */
public final class ShadingCorrelation {

    /** Darker than this nothing is seen; it keeps black paint from deciding everything. */
    private static final double FLOOR = 0.05;

    private ShadingCorrelation() {}

    /**
     * Measures.
     *
     * @param picture what to look at
     * @param truth what it should be
     * @param albedo the subject in even light
     * @param subject where to look
     * @return the correlation of the logarithms of luminance over albedo, -1 to 1; 0 where one of them is even
     */
    public static double of(FloatImage picture, FloatImage truth, FloatImage albedo, Subject subject) {
        double[] paint = Luminance.of(subject.values(albedo));
        double[] a = shading(Luminance.of(subject.values(picture)), paint);
        double[] b = shading(Luminance.of(subject.values(truth)), paint);
        double meanA = mean(a, subject);
        double meanB = mean(b, subject);
        double covariance = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            double weight = subject.opacity()[i];
            covariance += weight * (a[i] - meanA) * (b[i] - meanB);
            squareA += weight * (a[i] - meanA) * (a[i] - meanA);
            squareB += weight * (b[i] - meanB) * (b[i] - meanB);
        }
        return squareA < 1e-12 || squareB < 1e-12 ? 0 : covariance / Math.sqrt(squareA * squareB);
    }

    private static double[] shading(double[] luminance, double[] paint) {
        double[] shading = new double[luminance.length];
        for (int i = 0; i < shading.length; i++) {
            shading[i] = Math.log((luminance[i] + FLOOR) / (paint[i] + FLOOR));
        }
        return shading;
    }

    private static double mean(double[] values, Subject subject) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < values.length; i++) {
            sum += subject.opacity()[i] * values[i];
            weights += subject.opacity()[i];
        }
        return sum / weights;
    }
}

package io.iclight.train.measure;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.GaussianBlur;
import io.iclight.io.image.ImageSize;
import java.util.Arrays;

/**
 * The structural similarity of a subject's luminance (Wang et al., 2004): windows of 11 pixels with a standard deviation
 * of 1.5.
 */
public final class Ssim {

    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;
    private static final GaussianBlur WINDOW = GaussianBlur.torchvision(11, 1.5);

    private Ssim() {}

    /**
     * Measures.
     *
     * @param picture what to look at, 0 to 1
     * @param truth what it should be
     * @param subject where to look
     * @return the mean over the subject, at most 1
     */
    public static double of(FloatImage picture, FloatImage truth, Subject subject) {
        double[] a = Luminance.of(subject.values(picture));
        double[] b = Luminance.of(subject.values(truth));
        float[] meanA = means(a, subject.size());
        float[] meanB = means(b, subject.size());
        float[] squareA = means(product(a, a), subject.size());
        float[] squareB = means(product(b, b), subject.size());
        float[] product = means(product(a, b), subject.size());
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < a.length; i++) {
            double means = (double) meanA[i] * meanB[i];
            double squares = (double) meanA[i] * meanA[i] + (double) meanB[i] * meanB[i];
            double likeness = (2 * means + C1)
                    * (2 * (product[i] - means) + C2)
                    / ((squares + C1) * (squareA[i] + squareB[i] - squares + C2));
            sum += subject.opacity()[i] * likeness;
            weights += subject.opacity()[i];
        }
        return sum / weights;
    }

    /** The mean of the window around each pixel. */
    private static float[] means(double[] values, ImageSize size) {
        return WINDOW.blur(FloatImage.of(size, 1, Floats.toArray(Doubles.asList(values))))
                .values();
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        Arrays.setAll(product, i -> a[i] * b[i]);
        return product;
    }
}

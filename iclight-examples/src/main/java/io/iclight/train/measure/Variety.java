package io.iclight.train.measure;

import io.iclight.io.image.FloatImage;
import java.util.List;

/** How different pictures are: the least distance of any two. */
public final class Variety {

    private Variety() {}

    /**
     * Measures.
     *
     * @param pictures at least two, of one size
     * @return the least root of the mean squared difference of two of them; 0 where two are the same
     */
    public static double of(List<FloatImage> pictures) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < pictures.size(); i++) {
            for (int j = 0; j < i; j++) {
                least = Math.min(
                        least,
                        distance(pictures.get(i).values(), pictures.get(j).values()));
            }
        }
        return least;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}

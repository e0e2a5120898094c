package io.iclight.train.measure;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.FloatImage;
import java.util.Comparator;
import java.util.Map;

/**
 * The mean of a picture's pixels, as files hold them.
 *
 * @param red 0 to 1
 * @param green 0 to 1
 * @param blue 0 to 1
 */
public record MeanColour(double red, double green, double blue) {

    /**
     * Measures.
     *
     * @param picture red, green and blue
     * @return its mean
     */
    public static MeanColour of(FloatImage picture) {
        float[] values = picture.values();
        double[] sums = new double[3];
        for (int i = 0; i < values.length; i++) {
            sums[i % 3] += values[i];
        }
        double pixels = values.length / 3.0;
        return new MeanColour(sums[0] / pixels, sums[1] / pixels, sums[2] / pixels);
    }

    /**
     * The mean of several.
     *
     * @param colours at least one
     * @return their mean
     */
    public static MeanColour of(Iterable<MeanColour> colours) {
        double[] sums = new double[3];
        int count = 0;
        for (MeanColour colour : colours) {
            sums[0] += colour.red;
            sums[1] += colour.green;
            sums[2] += colour.blue;
            count++;
        }
        return new MeanColour(sums[0] / count, sums[1] / count, sums[2] / count);
    }

    /**
     * How far another colour is.
     *
     * @param other the other colour
     * @return the distance
     */
    public double distance(MeanColour other) {
        double r = red - other.red;
        double g = green - other.green;
        double b = blue - other.blue;
        return Math.sqrt(r * r + g * g + b * b);
    }

    /**
     * Finds what this colour is likest.
     *
     * @param <K> what the colours belong to
     * @param colours at least one
     * @return the key of the nearest
     */
    public <K> K nearest(ImmutableMap<K, MeanColour> colours) {
        return colours.entrySet().stream()
                .min(Comparator.comparingDouble(entry -> distance(entry.getValue())))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }
}

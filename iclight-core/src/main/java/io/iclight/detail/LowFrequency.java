package io.iclight.detail;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.ImageSize;
import java.util.stream.IntStream;

/**
 * What is left of a picture without its detail, within a matte: {@code blur(matte * x) / blur(matte)}, so that nothing from
 * outside of the matte comes in. The blur is three running means, which is close to a Gaussian and takes the same time for
 * every width.
 */
final class LowFrequency {

    private static final int MEANS = 3;

    private final ImageSize size;
    private final int radius;
    private final float[] matte;
    private final float[] blurredMatte;

    /** Prepares a blur whose standard deviation is {@code blur} times the shorter side. */
    LowFrequency(FloatImage matte, double blur) {
        this.size = matte.size();
        double sigma = blur * Math.min(size.width(), size.height());
        // Means of 2r + 1 pixels have a variance of ((2r + 1)² - 1) / 12 each.
        this.radius = Math.max(1, (int) Math.round((Math.sqrt(12 * sigma * sigma / MEANS + 1) - 1) / 2));
        this.matte = matte.values();
        this.blurredMatte = blurred(this.matte);
    }

    /** Blurs a plane; where there is no matte near, the result is 0. */
    float[] of(float[] plane) {
        float[] weighted = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            weighted[i] = plane[i] * matte[i];
        }
        float[] low = blurred(weighted);
        for (int i = 0; i < low.length; i++) {
            low[i] = matte[i] > 0 ? low[i] / blurredMatte[i] : 0;
        }
        return low;
    }

    private float[] blurred(float[] plane) {
        float[] now = plane;
        for (int i = 0; i < MEANS; i++) {
            now = mean(now, size.height(), size.width(), size.width(), 1);
            now = mean(now, size.width(), size.height(), 1, size.width());
        }
        return now;
    }

    /** The mean of a window that runs along each of some lines; beyond the ends there is nothing. */
    private float[] mean(float[] from, int lines, int length, int lineStride, int stride) {
        float[] to = new float[from.length];
        IntStream.range(0, lines).parallel().forEach(line -> {
            int begin = line * lineStride;
            double sum = 0;
            for (int i = 0; i < Math.min(radius, length); i++) {
                sum += from[begin + i * stride];
            }
            for (int i = 0; i < length; i++) {
                if (i + radius < length) {
                    sum += from[begin + (i + radius) * stride];
                }
                if (i - radius - 1 >= 0) {
                    sum -= from[begin + (i - radius - 1) * stride];
                }
                to[begin + i * stride] = (float) (sum / (2 * radius + 1));
            }
        });
        return to;
    }
}

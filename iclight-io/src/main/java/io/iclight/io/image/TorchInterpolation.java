package io.iclight.io.image;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Stretches float images as torch's {@code nn.functional.interpolate} does with {@code align_corners=False}. But for
 * {@link #AREA}, nothing is smoothed beforehand, so that an image that shrinks by more than half loses samples.
 *
 * <p>Source: pytorch/pytorch 1.13, {@code aten/src/ATen/native/UpSample.h} and {@code AdaptiveAveragePooling.cpp}.
 */
public enum TorchInterpolation {
    /** The sample at the position, rounded down. */
    NEAREST {
        @Override
        InterpolationTaps taps(int source, int target) {
            float scale = (float) source / target;
            return InterpolationTaps.of(target, source, i -> (int) Math.floor(i * scale), (i, first) -> ONE);
        }
    },
    /** The two samples around the position, by their distance. */
    BILINEAR {
        @Override
        InterpolationTaps taps(int source, int target) {
            return InterpolationTaps.of(
                    target,
                    source,
                    i -> (int) Math.max(0, position(i, source, target)),
                    (i, first) -> linear(Math.max(0, position(i, source, target)) - first));
        }
    },
    /** Keys' cubic convolution with a = -0.75 of the four samples around the position; the edge is repeated. */
    BICUBIC {
        @Override
        InterpolationTaps taps(int source, int target) {
            return InterpolationTaps.of(
                    target,
                    source,
                    i -> (int) Math.floor(position(i, source, target)) - 1,
                    (i, first) -> cubic((float) (position(i, source, target) - (first + 1))));
        }
    },
    /** The mean of all samples that the target sample covers, in whole or in part. */
    AREA {
        @Override
        InterpolationTaps taps(int source, int target) {
            return InterpolationTaps.of(
                    target,
                    source,
                    i -> (int) ((long) i * source / target),
                    (i, first) -> even((int) -Math.floorDiv(-(i + 1L) * source, target) - first));
        }
    };

    private static final float[] ONE = {1};

    abstract InterpolationTaps taps(int source, int target);

    /**
     * Stretches an image.
     *
     * @param image of any number of channels
     * @param target columns and rows of the result
     * @return the stretched image
     */
    public FloatImage stretch(FloatImage image, ImageSize target) {
        InterpolationTaps columns = taps(image.size().width(), target.width());
        InterpolationTaps rows = taps(image.size().height(), target.height());
        int channels = image.channels();
        int rowLength = image.size().width() * channels;
        float[] from = image.raw();
        float[] to = new float[Math.toIntExact(target.pixels() * channels)];
        IntStream.range(0, target.height()).parallel().forEach(y -> {
            float[] row = new float[rowLength];
            for (int i = 0; i < rowLength; i++) {
                row[i] = rows.weigh(y, from, i, rowLength);
            }
            for (int i = 0; i < target.width() * channels; i++) {
                to[y * target.width() * channels + i] = columns.weigh(i / channels, row, i % channels, channels);
            }
        });
        return FloatImage.wrap(target, channels, to);
    }

    /** Where a target sample's centre lies between the source samples' centres: a float step, counted in doubles. */
    private static double position(int target, int source, int targets) {
        return (float) source / targets * (target + 0.5) - 0.5;
    }

    private static float[] linear(double fraction) {
        return new float[] {(float) (1 - fraction), (float) fraction};
    }

    private static float[] cubic(float t) {
        float a = -0.75f;
        return new float[] {outer(t + 1, a), inner(t, a), inner(1 - t, a), outer(2 - t, a)};
    }

    private static float inner(float x, float a) {
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    }

    private static float outer(float x, float a) {
        return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    }

    private static float[] even(int count) {
        float[] weights = new float[count];
        Arrays.fill(weights, 1f / count);
        return weights;
    }
}

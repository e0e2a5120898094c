package io.iclight.io.image;

import java.util.stream.IntStream;

/**
 * Shrinking to the mean of the pixels that are covered, in whole or in part; halves go to the even level, but up where
 * both sides are halved.
 *
 * <p>Source: opencv/opencv 4.6, {@code modules/imgproc/src/resize.cpp}: {@code computeResizeAreaTab},
 * {@code ResizeArea_Invoker} and {@code resizeAreaFast_Invoker}.
 */
final class CoveredArea {

    /** Parts of a pixel smaller than this are left out. */
    private static final double NEGLIGIBLE = 1e-3;

    private CoveredArea() {}

    static Image mean(Image image, ImageSize target) {
        boolean wholePixels = image.width() % target.width() == 0 && image.height() % target.height() == 0;
        return wholePixels ? wholeMean(image, target) : partialMean(image, target);
    }

    /** Whole pixels are summed up and divided once, so that halves are exactly halves. */
    private static Image wholeMean(Image image, ImageSize target) {
        int across = image.width() / target.width();
        int down = image.height() / target.height();
        float share = 1f / (across * down);
        Rounding rounding = across == 2 && down == 2 ? sum -> (sum + 2) >> 2 : sum -> (int) Math.rint(sum * share);
        int channels = image.channels();
        byte[] from = image.raw();
        byte[] to = Image.allocate(target, image.format());
        IntStream.range(0, target.height()).parallel().forEach(y -> {
            int[] sums = new int[target.width() * channels];
            for (int row = y * down; row < (y + 1) * down; row++) {
                for (int i = 0; i < image.width() * channels; i++) {
                    int sample = Byte.toUnsignedInt(from[row * image.width() * channels + i]);
                    sums[i / channels / across * channels + i % channels] += sample;
                }
            }
            for (int i = 0; i < sums.length; i++) {
                to[y * sums.length + i] = (byte) rounding.of(sums[i]);
            }
        });
        return Image.wrap(target, image.format(), to);
    }

    private interface Rounding {
        int of(int sum);
    }

    private static Image partialMean(Image image, ImageSize target) {
        InterpolationTaps columns = taps(image.width(), target.width());
        InterpolationTaps rows = taps(image.height(), target.height());
        int channels = image.channels();
        int sourceLength = image.width() * channels;
        int rowLength = target.width() * channels;
        float[] from = FloatImage.ofLevels(image).raw();
        byte[] to = Image.allocate(target, image.format());
        IntStream.range(0, target.height()).parallel().forEach(y -> {
            float[] row = new float[sourceLength];
            for (int i = 0; i < sourceLength; i++) {
                row[i] = rows.weigh(y, from, i, sourceLength);
            }
            for (int i = 0; i < rowLength; i++) {
                to[y * rowLength + i] =
                        (byte) (int) Math.rint(columns.weigh(i / channels, row, i % channels, channels));
            }
        });
        return Image.wrap(target, image.format(), to);
    }

    private static InterpolationTaps taps(int source, int target) {
        double scale = (double) source / target;
        return InterpolationTaps.of(
                target, source, i -> first(i * scale), (i, first) -> weights(i * scale, first, scale, source));
    }

    /** The first source pixel of which more than a negligible part is covered. */
    private static int first(double begin) {
        int whole = (int) Math.ceil(begin);
        return whole - begin > NEGLIGIBLE ? whole - 1 : whole;
    }

    private static float[] weights(double begin, int first, double scale, int source) {
        double end = Math.min(begin + scale, source);
        int wholeEnd = (int) Math.floor(end);
        int after = end - wholeEnd > NEGLIGIBLE ? wholeEnd + 1 : wholeEnd;
        double width = Math.min(scale, source - begin);
        float[] weights = new float[Math.max(1, after - first)];
        for (int i = 0; i < weights.length; i++) {
            double covered = Math.min(end, first + i + 1) - Math.max(begin, first + i);
            weights[i] = (float) (covered / width);
        }
        return weights;
    }
}

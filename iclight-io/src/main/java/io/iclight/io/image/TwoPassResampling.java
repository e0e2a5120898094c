package io.iclight.io.image;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Weighs pixels along the rows, then along the columns, rounding to 8 bits after each.
 *
 * <p>Source: python-pillow/Pillow 9.4.0, {@code src/libImaging/Resample.c}.
 */
final class TwoPassResampling {

    private static final int HALF = 1 << (ResamplingTaps.PRECISION_BITS - 1);

    private TwoPassResampling() {}

    /** Resizes an image to a target, of which no more than a part is computed. */
    static Image resize(Image image, ImageSize target, PixelBox part, PillowFilter filter) {
        if (part.right() > target.width() || part.bottom() > target.height()) {
            throw new IllegalArgumentException(part + " reaches out of an image of " + target);
        }
        boolean sameHeight = target.height() == image.height();
        ResamplingTaps rows = ResamplingTaps.of(filter, image.height(), target.height(), part.top(), part.bottom());
        int top = sameHeight ? part.top() : rows.firstUsed();
        int bottom = sameHeight ? part.bottom() : rows.endUsed();
        Image narrowed = target.width() == image.width()
                ? image.crop(new PixelBox(part.left(), top, part.right(), bottom))
                : horizontally(
                        image,
                        top,
                        new ImageSize(part.size().width(), bottom - top),
                        ResamplingTaps.of(filter, image.width(), target.width(), part.left(), part.right()));
        return sameHeight ? narrowed : vertically(narrowed, top, part.size(), rows);
    }

    /** Resamples rows {@code top} to {@code top + target.height()}, which are those that the second pass reads. */
    private static Image horizontally(Image image, int top, ImageSize target, ResamplingTaps taps) {
        int channels = image.channels();
        byte[] from = image.raw();
        byte[] to = Image.allocate(target, image.format());
        int[] weights = taps.weights();
        IntStream.range(0, target.height()).parallel().forEach(y -> {
            int row = (top + y) * image.width() * channels;
            int next = y * target.width() * channels;
            for (int x = 0; x < target.width(); x++) {
                int begin = row + taps.first(x) * channels;
                for (int c = 0; c < channels; c++) {
                    to[next++] = weigh(from, begin + c, channels, weights, taps.offset(x), taps.count(x));
                }
            }
        });
        return Image.wrap(target, image.format(), to);
    }

    private static byte weigh(byte[] from, int begin, int step, int[] weights, int offset, int count) {
        int sum = HALF;
        for (int i = 0, sample = begin; i < count; i++, sample += step) {
            sum += (from[sample] & 0xFF) * weights[offset + i];
        }
        return clip(sum);
    }

    private static Image vertically(Image image, int top, ImageSize target, ResamplingTaps taps) {
        int rowLength = target.width() * image.channels();
        byte[] from = image.raw();
        byte[] to = Image.allocate(target, image.format());
        IntStream.range(0, target.height()).parallel().forEach(y -> {
            int[] sums = new int[rowLength];
            Arrays.fill(sums, HALF);
            for (int i = 0; i < taps.count(y); i++) {
                add(sums, from, (taps.first(y) - top + i) * rowLength, taps.weights()[taps.offset(y) + i]);
            }
            for (int i = 0; i < rowLength; i++) {
                to[y * rowLength + i] = clip(sums[i]);
            }
        });
        return Image.wrap(target, image.format(), to);
    }

    private static void add(int[] sums, byte[] from, int begin, int weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += (from[begin + i] & 0xFF) * weight;
        }
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> ResamplingTaps.PRECISION_BITS));
    }
}

package io.iclight.io.image;

import java.util.stream.IntStream;

/**
 * Blurs float images by a bell-shaped window, first along the rows, then along the columns. Beyond the edges the image is
 * mirrored about its outermost pixels, which are not repeated.
 *
 * <p>Products are summed up in OpenCV's order and with one rounding each, so that the result is OpenCV's to the bit: what
 * is cut to 8 bits afterwards often lies exactly on a level.
 */
public final class GaussianBlur {

    /** OpenCV's own windows for small sizes without a sigma. */
    private static final double[][] SMALL = {
        {1},
        {0.25, 0.5, 0.25},
        {0.0625, 0.25, 0.375, 0.25, 0.0625},
        {0.03125, 0.109375, 0.21875, 0.28125, 0.21875, 0.109375, 0.03125},
        {4 / 256.0, 13 / 256.0, 30 / 256.0, 51 / 256.0, 60 / 256.0, 51 / 256.0, 30 / 256.0, 13 / 256.0, 4 / 256.0}
    };

    /** Windows of up to this size are summed up from the middle along the rows, wider ones from left to right. */
    private static final int FROM_THE_MIDDLE = 5;

    private final float[] window;

    private GaussianBlur(float[] window) {
        this.window = window;
    }

    /**
     * Blurs as OpenCV's {@code GaussianBlur(image, (size, size), 0)} does: sizes up to 9 have fixed windows, and larger
     * ones a sigma of {@code 0.3 * ((size - 1) / 2 - 1) + 0.8}.
     *
     * <p>Source: opencv/opencv 4.6, {@code modules/imgproc/src/smooth.dispatch.cpp} and
     * {@code filter.simd.hpp}, as it runs where multiplying and adding is one instruction.
     *
     * @param size how many pixels the window is wide; odd
     * @return the blur
     */
    public static GaussianBlur openCv(int size) {
        checkSize(size);
        if (size / 2 < SMALL.length) {
            return new GaussianBlur(normalized(SMALL[size / 2]));
        }
        return new GaussianBlur(bell(size, 0.3 * ((size - 1) * 0.5 - 1) + 0.8));
    }

    /**
     * Blurs as torchvision's {@code GaussianBlur(size, sigma)} does.
     *
     * <p>Source: pytorch/vision, {@code torchvision/transforms/_functional_tensor.py}, {@code gaussian_blur}.
     *
     * @param size how many pixels the window is wide; odd
     * @param sigma the standard deviation in pixels, greater than 0
     * @return the blur
     */
    public static GaussianBlur torchvision(int size, double sigma) {
        checkSize(size);
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("sigma must be greater than 0, was " + sigma);
        }
        return new GaussianBlur(bell(size, sigma));
    }

    private static void checkSize(int size) {
        if (size < 1 || size % 2 == 0) {
            throw new IllegalArgumentException("a window's size must be odd and at least 1, was " + size);
        }
    }

    private static float[] bell(int size, double sigma) {
        double[] bell = new double[size];
        for (int i = 0; i < size; i++) {
            double distance = (i - (size - 1) * 0.5) / sigma;
            bell[i] = Math.exp(-0.5 * distance * distance);
        }
        return normalized(bell);
    }

    private static float[] normalized(double[] window) {
        double sum = 0;
        for (double weight : window) {
            sum += weight;
        }
        float[] normalized = new float[window.length];
        for (int i = 0; i < window.length; i++) {
            normalized[i] = (float) (window[i] / sum);
        }
        return normalized;
    }

    /**
     * Returns how far the window reaches.
     *
     * @return pixels to each side
     */
    public int radius() {
        return window.length / 2;
    }

    /**
     * Blurs an image.
     *
     * @param image of any number of channels
     * @return an image of the same size
     */
    public FloatImage blur(FloatImage image) {
        if (window.length == 1) {
            return image;
        }
        return alongColumns(alongRows(image));
    }

    private FloatImage alongRows(FloatImage image) {
        int rowLength = image.size().width() * image.channels();
        int[] columns = mirrored(image.size().width());
        float[] from = image.raw();
        float[] to = new float[from.length];
        IntStream.range(0, image.size().height()).parallel().forEach(y -> {
            float[] folded = folded(from, y * rowLength, columns, image.channels());
            if (window.length <= FROM_THE_MIDDLE) {
                fromTheMiddle(folded, to, y * rowLength, rowLength, image.channels());
            } else {
                fromTheLeft(folded, to, y * rowLength, rowLength, image.channels());
            }
        });
        return FloatImage.wrap(image.size(), image.channels(), to);
    }

    /** A row with what the window sees beyond its ends. */
    private static float[] folded(float[] from, int row, int[] columns, int channels) {
        float[] folded = new float[columns.length * channels];
        for (int x = 0; x < columns.length; x++) {
            System.arraycopy(from, row + columns[x] * channels, folded, x * channels, channels);
        }
        return folded;
    }

    /** The samples next to the middle first, then the middle, then the outer ones. */
    private void fromTheMiddle(float[] folded, float[] to, int row, int rowLength, int channels) {
        int middle = radius() * channels;
        for (int i = 1; i <= radius(); i++) {
            int left = middle - i * channels;
            int right = middle + i * channels;
            float weight = window[radius() + i];
            for (int x = 0; x < rowLength; x++) {
                to[row + x] = Math.fma(folded[left + x] + folded[right + x], weight, to[row + x]);
            }
            if (i == 1) {
                add(folded, middle, window[radius()], to, row, rowLength);
            }
        }
    }

    private void fromTheLeft(float[] folded, float[] to, int row, int rowLength, int channels) {
        for (int i = 0; i < window.length; i++) {
            add(folded, i * channels, window[i], to, row, rowLength);
        }
    }

    private static void add(float[] folded, int first, float weight, float[] to, int row, int rowLength) {
        for (int x = 0; x < rowLength; x++) {
            to[row + x] = Math.fma(folded[first + x], weight, to[row + x]);
        }
    }

    /** The middle first, then the samples next to it, and so on outwards. */
    private FloatImage alongColumns(FloatImage image) {
        int height = image.size().height();
        int rowLength = image.size().width() * image.channels();
        int[] rows = mirrored(height);
        float[] from = image.raw();
        float[] to = new float[from.length];
        IntStream.range(0, height).parallel().forEach(y -> {
            int row = y * rowLength;
            for (int x = row; x < row + rowLength; x++) {
                to[x] = from[x] * window[radius()];
            }
            for (int i = 1; i <= radius(); i++) {
                int above = rows[y + radius() - i] * rowLength;
                int below = rows[y + radius() + i] * rowLength;
                float weight = window[radius() + i];
                for (int x = 0; x < rowLength; x++) {
                    to[row + x] = Math.fma(from[above + x] + from[below + x], weight, to[row + x]);
                }
            }
        });
        return FloatImage.wrap(image.size(), image.channels(), to);
    }

    /** The positions from {@code -radius} to {@code length + radius}, folded back into the image. */
    private int[] mirrored(int length) {
        int[] positions = new int[length + 2 * radius()];
        int period = Math.max(1, 2 * (length - 1));
        for (int i = 0; i < positions.length; i++) {
            int folded = Math.floorMod(i - radius(), period);
            positions[i] = Math.min(folded, period - folded);
        }
        return positions;
    }
}

package io.iclight.samplers.noise;

import java.util.Arrays;

/** The noise of one image, {@code [channels, height, width]}. */
public final class NoiseImage {

    /** Above this mean cosine the angle is too small to divide by. */
    private static final double NEARLY_PARALLEL = 0.9995;

    private final int channels;
    private final int height;
    private final int width;
    private final float[] values;

    /**
     * Makes an image of values.
     *
     * @param values row-major; copied
     * @param channels the first axis
     * @param height the second axis
     * @param width the third axis
     */
    public NoiseImage(float[] values, int channels, int height, int width) {
        if (values.length != Shape.elements(channels, height, width)) {
            throw new IllegalArgumentException(
                    "an image of " + channels + "x" + height + "x" + width + " has not " + values.length + " values");
        }
        this.values = values.clone();
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    /**
     * Copies the values.
     *
     * @return the values, row-major
     */
    public float[] values() {
        return values.clone();
    }

    /** Draws noise of the same size. */
    NoiseImage drawnAlikeBy(NoiseGenerator generator) {
        return new NoiseImage(generator.draw(channels, height, width), channels, height, width);
    }

    /**
     * Mixes two noises so that the result is noise again: interpolation on the sphere, each column of each channel by
     * itself, as web UIs have it.
     *
     * @param share how much of the other, 0 to 1; where the two are nearly parallel, web UIs exchange the shares, and
     *     so does this
     * @param other of the same size
     * @return the mixture
     */
    public NoiseImage slerp(double share, NoiseImage other) {
        if (other.channels != channels || other.height != height || other.width != width) {
            throw new IllegalArgumentException("noise of " + size() + " cannot be mixed with noise of " + other.size());
        }
        double[] cosines = columnCosines(other);
        boolean parallel = Arrays.stream(cosines).average().orElse(1) > NEARLY_PARALLEL;
        float[] mixed = new float[values.length];
        for (int i = 0; i < mixed.length; i++) {
            double angle = Math.acos(cosines[column(i)]);
            double mine = parallel ? share : Math.sin((1 - share) * angle) / Math.sin(angle);
            double others = parallel ? 1 - share : Math.sin(share * angle) / Math.sin(angle);
            mixed[i] = (float) (mine * values[i] + others * other.values[i]);
        }
        return new NoiseImage(mixed, channels, height, width);
    }

    private double[] columnCosines(NoiseImage other) {
        double[] products = new double[channels * width];
        double[] squares = new double[channels * width];
        double[] otherSquares = new double[channels * width];
        for (int i = 0; i < values.length; i++) {
            int column = column(i);
            products[column] += (double) values[i] * other.values[i];
            squares[column] += (double) values[i] * values[i];
            otherSquares[column] += (double) other.values[i] * other.values[i];
        }
        for (int i = 0; i < products.length; i++) {
            products[i] /= Math.sqrt(squares[i]) * Math.sqrt(otherSquares[i]);
        }
        return products;
    }

    private int column(int index) {
        return index / (height * width) * width + index % width;
    }

    /**
     * Lays another noise over the middle of this one; what is larger is cropped evenly.
     *
     * @param other with as many channels
     * @return this noise where the other does not reach, the other elsewhere
     */
    public NoiseImage withCenter(NoiseImage other) {
        if (other.channels != channels) {
            throw new IllegalArgumentException("noise of " + other.size() + " cannot be laid over noise of " + size());
        }
        Overlap rows = Overlap.centered(height, other.height);
        Overlap columns = Overlap.centered(width, other.width);
        float[] merged = values.clone();
        for (int row = 0; row < rows.length() * channels; row++) {
            int channel = row / rows.length();
            int y = row % rows.length();
            int from = (channel * other.height + rows.from() + y) * other.width + columns.from();
            int to = (channel * height + rows.to() + y) * width + columns.to();
            System.arraycopy(other.values, from, merged, to, columns.length());
        }
        return new NoiseImage(merged, channels, height, width);
    }

    /** Which part of an axis another one covers. Odd remainders go as web UIs have them go. */
    private record Overlap(int from, int to, int length) {

        static Overlap centered(int mine, int other) {
            int margin = Math.floorDiv(mine - other, 2);
            return margin >= 0 ? new Overlap(0, margin, other) : new Overlap(-margin, 0, other + 2 * margin);
        }
    }

    private String size() {
        return channels + "x" + height + "x" + width;
    }

    @Override
    public String toString() {
        return "noise of " + size();
    }
}

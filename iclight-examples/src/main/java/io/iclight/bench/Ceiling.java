package io.iclight.bench;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * How fast this machine multiplies in float32 when nothing is in the way: the best rates of convolutions and of matrix
 * products that are large and lie well in memory. No graph gets there, since every graph also moves data.
 *
 * @param convolution operations a second, of 3x3 convolutions, channels last
 * @param product operations a second, of 2048x2048 matrices
 */
public record Ceiling(double convolution, double product) {

    /** The lowest there is. */
    public static final Ceiling NONE = new Ceiling(0, 0);

    private static final int MATRIX = 2048;
    private static final int ATTEMPTS = 3;
    private static final long[] ONE = {1, 1};
    private static final long[] ZERO = {0, 0};

    /** Channels, in and out, and side of square images that were fastest on the machines that were tried. */
    private static final int[][] CONVOLUTIONS = {{320, 64}, {512, 64}};

    /**
     * Measures, for about a second where nothing else runs.
     *
     * @return the best of a few attempts
     */
    public static Ceiling measure() {
        try (TensorScope scope = TensorScope.open()) {
            new NoGradGuard();
            double convolution = 0;
            for (int[] shape : CONVOLUTIONS) {
                convolution = Math.max(convolution, convolution(shape[0], shape[1]));
            }
            return new Ceiling(convolution, largeProduct());
        }
    }

    /**
     * Takes the better of two measurements.
     *
     * @param other of the same machine
     * @return the best of each
     */
    public Ceiling or(Ceiling other) {
        return new Ceiling(Math.max(convolution, other.convolution), Math.max(product, other.product));
    }

    /**
     * Returns the best rate.
     *
     * @return operations a second
     */
    public double flops() {
        return Math.max(convolution, product);
    }

    private static double convolution(long channels, long side) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Samples.gaussian(1, channels, side, side).contiguous(MemoryFormat.ChannelsLast);
            Tensor kernel = Samples.gaussian(channels, channels, 3, 3).contiguous(MemoryFormat.ChannelsLast);
            double flops = 2.0 * channels * channels * 9 * side * side;
            return best(flops, () -> torch.conv2d(x, kernel, new TensorOptional(), ONE, ONE, ONE, 1));
        }
    }

    /** By way of a convolution of one pixel, which oneDNN computes faster than BLAS its products. */
    private static double largeProduct() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor x = Samples.gaussian(1, MATRIX, 1, MATRIX).contiguous(MemoryFormat.ChannelsLast);
            Tensor kernel = Samples.gaussian(MATRIX, MATRIX, 1, 1).contiguous(MemoryFormat.ChannelsLast);
            return best(
                    2.0 * MATRIX * MATRIX * MATRIX,
                    () -> torch.conv2d(x, kernel, new TensorOptional(), ONE, ZERO, ONE, 1));
        }
    }

    private static double best(double flops, Runnable computation) {
        double best = 0;
        for (int i = 0; i <= ATTEMPTS; i++) {
            try (TensorScope scope = TensorScope.open()) {
                long begin = System.nanoTime();
                computation.run();
                best = Math.max(best, flops / ((System.nanoTime() - begin) / 1e9));
            }
        }
        return best;
    }
}

package io.iclight.models.vector;

import io.iclight.models.layers.ConvolutionKernel;
import io.iclight.models.layers.OwnThreads;

/**
 * Convolution of 3x3 pixels by Winograd's algorithm, {@code F(4x4, 3x3)}, in vectors of sixteen numbers. As many tiles and input
 * channels as fit into a core's cache are transformed and kept there, while kernels pass by.
 */
public final class VectorConvolution implements ConvolutionKernel {

    /** More share a kernel's transform among them, and leave less of the cache for channels. */
    private static final int MOST_TILES = 66;

    /** Of which all points fit into the second cache of 2 MiB, beside those of kernels. */
    private static final int TILES_TIMES_CHANNELS = 64 * 128;

    private static final int MOST_CHANNELS = 512;

    /** Fewer do not make up for the transforms. */
    private static final int FEWEST_CHANNELS = 128;

    /** Made by the service loader, in a JVM that has the module {@code jdk.incubator.vector}. */
    public VectorConvolution() {}

    @Override
    public boolean suitsProcessor() {
        return MultiplyAdd.suitsProcessor();
    }

    @Override
    public boolean suits(int in, int out) {
        return Math.min(in, out) >= FEWEST_CHANNELS && in % InputPoints.CHANNELS == 0 && out % TileProduct.COLUMNS == 0;
    }

    @Override
    public void convolve(Shape shape, Operands operands, int threads) {
        TileGrid grid = new TileGrid(shape);
        int tiles = Math.min(MOST_TILES, roundedUp((grid.tiles() + threads - 1) / threads));
        int blocks = (grid.tiles() + tiles - 1) / tiles;
        new OwnThreads(threads).run(blocks, () -> {
            Block block = new Block(grid, operands, tiles);
            return number -> block.compute(number * tiles, Math.min(tiles, grid.tiles() - number * tiles));
        });
    }

    private static int roundedUp(int tiles) {
        return (tiles + TileProduct.ROWS - 1) / TileProduct.ROWS * TileProduct.ROWS;
    }

    /** One thread's tiles. */
    private static final class Block {

        private final int in;
        private final int channels;
        private final InputPoints input;
        private final KernelPoints kernels;
        private final OutputSums sums;

        Block(TileGrid grid, Operands operands, int tiles) {
            this.in = grid.shape().in();
            int fitting = TILES_TIMES_CHANNELS / tiles / InputPoints.CHANNELS * InputPoints.CHANNELS;
            this.channels = Math.min(in, Math.min(MOST_CHANNELS, fitting));
            this.input = new InputPoints(grid, operands.input(), tiles, channels);
            this.kernels = new KernelPoints(operands.weight(), in);
            this.sums = new OutputSums(grid, operands, tiles);
        }

        void compute(int first, int count) {
            sums.reset();
            for (int channel = 0; channel < in; channel += channels) {
                int some = Math.min(channels, in - channel);
                input.read(first, roundedUp(count), channel, some);
                for (int block = 0; block < sums.blocks(); block++) {
                    addProducts(block, channel, some, count);
                }
            }
            sums.write(first, count);
        }

        private void addProducts(int block, int channel, int some, int count) {
            for (int i = 0; i < some; i += InputPoints.CHANNELS) {
                kernels.read(block, channel + i);
                sums.add(block, input, i, kernels, count);
            }
        }
    }
}

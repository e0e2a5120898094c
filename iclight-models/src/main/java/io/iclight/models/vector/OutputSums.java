package io.iclight.models.vector;

import static io.iclight.models.vector.Winograd.POINTS;
import static io.iclight.models.vector.Winograd.SPAN;
import static io.iclight.models.vector.Winograd.TILE;

import io.iclight.models.layers.ConvolutionKernel;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Sums over input channels, of some tiles and all output channels: {@code [out / 64, point, tile, 64]}. */
final class OutputSums {

    /** Whose points along one axis are in the nearest cache. */
    private static final int TILES_AT_ONCE = 2;

    private static final int CHANNELS = TileProduct.COLUMNS;
    private static final int WIDTH = TILES_AT_ONCE * CHANNELS;

    private final TileGrid grid;
    private final int tiles;
    private final FloatBuffer output;
    private final Optional<FloatBuffer> addend;
    private final float[] bias;
    private final float[] sums;
    private final float[] half = new float[TILE * SPAN * WIDTH];
    private final float[] pixels = new float[TILE * TILE * WIDTH];
    private final float[] present = new float[CHANNELS];

    /**
     * Room for sums.
     *
     * @param grid of the tiles
     * @param operands what they are of, borrowed
     * @param tiles how many there is room for, a multiple of 6
     */
    OutputSums(TileGrid grid, ConvolutionKernel.Operands operands, int tiles) {
        this.grid = grid;
        this.tiles = tiles;
        this.output = operands.output();
        this.addend = operands.addend();
        this.bias = new float[grid.shape().out()];
        operands.bias().get(0, bias);
        this.sums = new float[grid.shape().out() * POINTS * tiles];
    }

    void reset() {
        Arrays.fill(sums, 0);
    }

    int blocks() {
        return grid.shape().out() / CHANNELS;
    }

    /**
     * Adds 64 input channels to 64 output channels.
     *
     * @param block of output channels
     * @param input points of as many tiles
     * @param channel the first of the input's
     * @param kernels between them
     * @param count how many tiles
     */
    void add(int block, InputPoints input, int channel, KernelPoints kernels, int count) {
        for (int point = 0; point < POINTS; point++) {
            int from = point * input.stride() + input.begin(channel);
            int to = (block * POINTS + point) * tiles * CHANNELS;
            for (int tile = 0; tile < count; tile += TileProduct.ROWS) {
                TileProduct.add(
                        sums,
                        to + tile * CHANNELS,
                        input.numbers(),
                        from + tile * InputPoints.CHANNELS,
                        kernels.numbers(),
                        point * MultiplyAdd.VECTOR.length());
            }
        }
    }

    /** Writes the pixels of tiles. */
    void write(int first, int count) {
        for (int tile = 0; tile < count; tile += TILES_AT_ONCE) {
            for (int block = 0; block < blocks(); block++) {
                transform((block * POINTS * tiles + tile) * CHANNELS);
                for (int other = 0; other < Math.min(TILES_AT_ONCE, count - tile); other++) {
                    copyPixels(first + tile + other, block * CHANNELS, other * CHANNELS);
                }
            }
        }
    }

    private void transform(int begin) {
        int plane = tiles * CHANNELS;
        for (int column = 0; column < SPAN; column++) {
            Winograd.pointsToPixels(
                    sums, begin + column * plane, SPAN * plane, half, column * WIDTH, SPAN * WIDTH, WIDTH);
        }
        for (int row = 0; row < TILE; row++) {
            Winograd.pointsToPixels(half, row * SPAN * WIDTH, WIDTH, pixels, row * TILE * WIDTH, WIDTH, WIDTH);
        }
    }

    private void copyPixels(int tile, int channel, int from) {
        for (int row = 0; row < TILE; row++) {
            for (int column = 0; column < TILE; column++) {
                int pixel = grid.outputPixel(tile, row, column);
                if (pixel >= 0) {
                    copyPixel(
                            (row * TILE + column) * WIDTH + from,
                            channel,
                            pixel * grid.shape().out() + channel);
                }
            }
        }
    }

    private void copyPixel(int from, int channel, int to) {
        for (int i = 0; i < CHANNELS; i++) {
            pixels[from + i] += bias[channel + i];
        }
        if (addend.isPresent()) {
            addend.get().get(to, present);
            for (int i = 0; i < CHANNELS; i++) {
                pixels[from + i] += present[i];
            }
        }
        output.put(to, pixels, from, CHANNELS);
    }
}

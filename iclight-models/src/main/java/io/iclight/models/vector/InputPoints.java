package io.iclight.models.vector;

import static io.iclight.models.vector.Winograd.POINTS;
import static io.iclight.models.vector.Winograd.SPAN;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * What the pixels of some tiles contribute to their points, of some channels: {@code [point, channels / 64, tile, 64]}. Points
 * begin {@link #stride()} from each other.
 */
final class InputPoints {

    /** Channels that are beside each other. */
    static final int CHANNELS = 64;

    /** As many as the nearest cache holds, with their points along one axis. */
    private static final int TILES_AT_ONCE = 2;

    private static final int WIDTH = TILES_AT_ONCE * CHANNELS;

    private final TileGrid grid;
    private final FloatBuffer input;
    private final int tiles;
    private final int stride;
    private final float[] pixels = new float[POINTS * WIDTH];
    private final float[] half = new float[POINTS * WIDTH];
    private final float[] points;

    /**
     * Room for points.
     *
     * @param grid of the tiles
     * @param input {@code [pixels, in]}, borrowed
     * @param tiles how many there is room for, an even number
     * @param channels how many there is room for, a multiple of 64
     */
    InputPoints(TileGrid grid, FloatBuffer input, int tiles, int channels) {
        this.grid = grid;
        this.input = input;
        this.tiles = tiles;
        // Not a power of two, by which all points would be in the same few lines of a cache.
        this.stride = channels * tiles + MultiplyAdd.VECTOR.length();
        this.points = new float[POINTS * stride];
    }

    float[] numbers() {
        return points;
    }

    int stride() {
        return stride;
    }

    /** Where the 64 channels from one on begin, of the first point and tile. */
    int begin(int channel) {
        return channel * tiles;
    }

    /**
     * Computes some.
     *
     * @param first tile
     * @param count how many tiles, an even number; those that the grid does not have are zeros
     * @param channel the first
     * @param channels how many, a multiple of 64
     */
    void read(int first, int count, int channel, int channels) {
        for (int tile = 0; tile < count; tile += TILES_AT_ONCE) {
            for (int i = 0; i < channels; i += CHANNELS) {
                for (int other = 0; other < TILES_AT_ONCE; other++) {
                    copyPixels(first + tile + other, channel + i, other * CHANNELS);
                }
                transform(begin(i) + tile * CHANNELS);
            }
        }
    }

    private void copyPixels(int tile, int channel, int to) {
        for (int row = 0; row < SPAN; row++) {
            for (int column = 0; column < SPAN; column++) {
                int at = (row * SPAN + column) * WIDTH + to;
                int pixel = tile < grid.tiles() ? grid.inputPixel(tile, row - 1, column - 1) : -1;
                if (pixel < 0) {
                    Arrays.fill(pixels, at, at + CHANNELS, 0);
                } else {
                    input.get(pixel * grid.shape().in() + channel, pixels, at, CHANNELS);
                }
            }
        }
    }

    private void transform(int begin) {
        int line = SPAN * WIDTH;
        Winograd.pixelsToPoints(pixels, 0, line, half, 0, line, line);
        for (int row = 0; row < SPAN; row++) {
            Winograd.pixelsToPoints(half, row * line, WIDTH, points, begin + row * SPAN * stride, stride, WIDTH);
        }
    }
}

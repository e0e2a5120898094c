package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.VECTOR;

import jdk.incubator.vector.FloatVector;

/** Sums of six tiles and 64 output channels, at one point: 24 registers, to which 64 input channels are added. */
final class TileProduct {

    static final int ROWS = 6;
    static final int COLUMNS = 64;

    private static final int DEPTH = InputPoints.CHANNELS;
    private static final int QUARTER = COLUMNS / 4;
    private static final int STRIDE = KernelPoints.STRIDE;

    private TileProduct() {}

    /**
     * Adds {@code tiles kernels}.
     *
     * @param sums {@code [6, 64]} from {@code s} on, changed
     * @param s the first of the sums
     * @param tiles {@code [6, 64]} from {@code t} on, tiles of input channels
     * @param t the first of the tiles' numbers
     * @param kernels {@code [64, 4, 16]} from {@code k} on, input channels of output channels; sixteen of these are {@link
     *     KernelPoints#STRIDE} from the next
     * @param k the first of the kernels' numbers
     */
    static void add(float[] sums, int s, float[] tiles, int t, float[] kernels, int k) {
        FloatVector a0 = FloatVector.fromArray(VECTOR, sums, s);
        FloatVector a1 = FloatVector.fromArray(VECTOR, sums, s + QUARTER);
        FloatVector a2 = FloatVector.fromArray(VECTOR, sums, s + 2 * QUARTER);
        FloatVector a3 = FloatVector.fromArray(VECTOR, sums, s + 3 * QUARTER);
        FloatVector b0 = FloatVector.fromArray(VECTOR, sums, s + 4 * QUARTER);
        FloatVector b1 = FloatVector.fromArray(VECTOR, sums, s + 5 * QUARTER);
        FloatVector b2 = FloatVector.fromArray(VECTOR, sums, s + 6 * QUARTER);
        FloatVector b3 = FloatVector.fromArray(VECTOR, sums, s + 7 * QUARTER);
        FloatVector c0 = FloatVector.fromArray(VECTOR, sums, s + 8 * QUARTER);
        FloatVector c1 = FloatVector.fromArray(VECTOR, sums, s + 9 * QUARTER);
        FloatVector c2 = FloatVector.fromArray(VECTOR, sums, s + 10 * QUARTER);
        FloatVector c3 = FloatVector.fromArray(VECTOR, sums, s + 11 * QUARTER);
        FloatVector d0 = FloatVector.fromArray(VECTOR, sums, s + 12 * QUARTER);
        FloatVector d1 = FloatVector.fromArray(VECTOR, sums, s + 13 * QUARTER);
        FloatVector d2 = FloatVector.fromArray(VECTOR, sums, s + 14 * QUARTER);
        FloatVector d3 = FloatVector.fromArray(VECTOR, sums, s + 15 * QUARTER);
        FloatVector e0 = FloatVector.fromArray(VECTOR, sums, s + 16 * QUARTER);
        FloatVector e1 = FloatVector.fromArray(VECTOR, sums, s + 17 * QUARTER);
        FloatVector e2 = FloatVector.fromArray(VECTOR, sums, s + 18 * QUARTER);
        FloatVector e3 = FloatVector.fromArray(VECTOR, sums, s + 19 * QUARTER);
        FloatVector f0 = FloatVector.fromArray(VECTOR, sums, s + 20 * QUARTER);
        FloatVector f1 = FloatVector.fromArray(VECTOR, sums, s + 21 * QUARTER);
        FloatVector f2 = FloatVector.fromArray(VECTOR, sums, s + 22 * QUARTER);
        FloatVector f3 = FloatVector.fromArray(VECTOR, sums, s + 23 * QUARTER);
        for (int i = 0; i < DEPTH; i++) {
            int at = k + i * 4 * STRIDE;
            FloatVector k0 = FloatVector.fromArray(VECTOR, kernels, at);
            FloatVector k1 = FloatVector.fromArray(VECTOR, kernels, at + STRIDE);
            FloatVector k2 = FloatVector.fromArray(VECTOR, kernels, at + 2 * STRIDE);
            FloatVector k3 = FloatVector.fromArray(VECTOR, kernels, at + 3 * STRIDE);
            FloatVector tile = FloatVector.broadcast(VECTOR, tiles[t + i]);
            a0 = tile.fma(k0, a0);
            a1 = tile.fma(k1, a1);
            a2 = tile.fma(k2, a2);
            a3 = tile.fma(k3, a3);
            tile = FloatVector.broadcast(VECTOR, tiles[t + DEPTH + i]);
            b0 = tile.fma(k0, b0);
            b1 = tile.fma(k1, b1);
            b2 = tile.fma(k2, b2);
            b3 = tile.fma(k3, b3);
            tile = FloatVector.broadcast(VECTOR, tiles[t + 2 * DEPTH + i]);
            c0 = tile.fma(k0, c0);
            c1 = tile.fma(k1, c1);
            c2 = tile.fma(k2, c2);
            c3 = tile.fma(k3, c3);
            tile = FloatVector.broadcast(VECTOR, tiles[t + 3 * DEPTH + i]);
            d0 = tile.fma(k0, d0);
            d1 = tile.fma(k1, d1);
            d2 = tile.fma(k2, d2);
            d3 = tile.fma(k3, d3);
            tile = FloatVector.broadcast(VECTOR, tiles[t + 4 * DEPTH + i]);
            e0 = tile.fma(k0, e0);
            e1 = tile.fma(k1, e1);
            e2 = tile.fma(k2, e2);
            e3 = tile.fma(k3, e3);
            tile = FloatVector.broadcast(VECTOR, tiles[t + 5 * DEPTH + i]);
            f0 = tile.fma(k0, f0);
            f1 = tile.fma(k1, f1);
            f2 = tile.fma(k2, f2);
            f3 = tile.fma(k3, f3);
        }
        a0.intoArray(sums, s);
        a1.intoArray(sums, s + QUARTER);
        a2.intoArray(sums, s + 2 * QUARTER);
        a3.intoArray(sums, s + 3 * QUARTER);
        b0.intoArray(sums, s + 4 * QUARTER);
        b1.intoArray(sums, s + 5 * QUARTER);
        b2.intoArray(sums, s + 6 * QUARTER);
        b3.intoArray(sums, s + 7 * QUARTER);
        c0.intoArray(sums, s + 8 * QUARTER);
        c1.intoArray(sums, s + 9 * QUARTER);
        c2.intoArray(sums, s + 10 * QUARTER);
        c3.intoArray(sums, s + 11 * QUARTER);
        d0.intoArray(sums, s + 12 * QUARTER);
        d1.intoArray(sums, s + 13 * QUARTER);
        d2.intoArray(sums, s + 14 * QUARTER);
        d3.intoArray(sums, s + 15 * QUARTER);
        e0.intoArray(sums, s + 16 * QUARTER);
        e1.intoArray(sums, s + 17 * QUARTER);
        e2.intoArray(sums, s + 18 * QUARTER);
        e3.intoArray(sums, s + 19 * QUARTER);
        f0.intoArray(sums, s + 20 * QUARTER);
        f1.intoArray(sums, s + 21 * QUARTER);
        f2.intoArray(sums, s + 22 * QUARTER);
        f3.intoArray(sums, s + 23 * QUARTER);
    }
}

package io.iclight.models.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight rows of a matrix product, 32 columns at a time. The sums stay in sixteen registers while both factors are read once: two
 * vectors and eight numbers for sixteen multiplications of vectors.
 */
final class MultiplyAdd {

    /** Of sixteen numbers: registers of AVX-512. */
    static final VectorSpecies<Float> VECTOR = FloatVector.SPECIES_512;

    static final int ROWS = 8;
    static final int COLUMNS = 32;

    private static final int HALF = COLUMNS / 2;

    private MultiplyAdd() {}

    /** Whether registers have sixteen numbers. */
    static boolean suitsProcessor() {
        return FloatVector.SPECIES_PREFERRED == VECTOR;
    }

    /**
     * Writes {@code left^T right + start}.
     *
     * @param sums {@code [rows, 32]}
     * @param row of the first of the eight rows
     * @param start what the first row begins with, from the same place on as the sums' if the rows differ in it
     * @param startStride from what a row begins with to what the next begins with: 32, or 0 if all begin with the same
     * @param left {@code [depth, 8]} from {@code begin} on
     * @param begin where its first number is
     * @param depth how many rows both factors have
     * @param right {@code [depth, 32]}
     */
    static void add(
            float[] sums, int row, float[] start, int startStride, float[] left, int begin, int depth, float[] right) {
        int first = row * startStride;
        FloatVector a0 = FloatVector.fromArray(VECTOR, start, first);
        FloatVector a1 = FloatVector.fromArray(VECTOR, start, first + HALF);
        FloatVector b0 = FloatVector.fromArray(VECTOR, start, first + startStride);
        FloatVector b1 = FloatVector.fromArray(VECTOR, start, first + startStride + HALF);
        FloatVector c0 = FloatVector.fromArray(VECTOR, start, first + 2 * startStride);
        FloatVector c1 = FloatVector.fromArray(VECTOR, start, first + 2 * startStride + HALF);
        FloatVector d0 = FloatVector.fromArray(VECTOR, start, first + 3 * startStride);
        FloatVector d1 = FloatVector.fromArray(VECTOR, start, first + 3 * startStride + HALF);
        FloatVector e0 = FloatVector.fromArray(VECTOR, start, first + 4 * startStride);
        FloatVector e1 = FloatVector.fromArray(VECTOR, start, first + 4 * startStride + HALF);
        FloatVector f0 = FloatVector.fromArray(VECTOR, start, first + 5 * startStride);
        FloatVector f1 = FloatVector.fromArray(VECTOR, start, first + 5 * startStride + HALF);
        FloatVector g0 = FloatVector.fromArray(VECTOR, start, first + 6 * startStride);
        FloatVector g1 = FloatVector.fromArray(VECTOR, start, first + 6 * startStride + HALF);
        FloatVector h0 = FloatVector.fromArray(VECTOR, start, first + 7 * startStride);
        FloatVector h1 = FloatVector.fromArray(VECTOR, start, first + 7 * startStride + HALF);
        for (int i = 0; i < depth; i++) {
            FloatVector r0 = FloatVector.fromArray(VECTOR, right, i * COLUMNS);
            FloatVector r1 = FloatVector.fromArray(VECTOR, right, i * COLUMNS + HALF);
            int at = begin + i * ROWS;
            FloatVector l = FloatVector.broadcast(VECTOR, left[at]);
            a0 = l.fma(r0, a0);
            a1 = l.fma(r1, a1);
            l = FloatVector.broadcast(VECTOR, left[at + 1]);
            b0 = l.fma(r0, b0);
            b1 = l.fma(r1, b1);
            l = FloatVector.broadcast(VECTOR, left[at + 2]);
            c0 = l.fma(r0, c0);
            c1 = l.fma(r1, c1);
            l = FloatVector.broadcast(VECTOR, left[at + 3]);
            d0 = l.fma(r0, d0);
            d1 = l.fma(r1, d1);
            l = FloatVector.broadcast(VECTOR, left[at + 4]);
            e0 = l.fma(r0, e0);
            e1 = l.fma(r1, e1);
            l = FloatVector.broadcast(VECTOR, left[at + 5]);
            f0 = l.fma(r0, f0);
            f1 = l.fma(r1, f1);
            l = FloatVector.broadcast(VECTOR, left[at + 6]);
            g0 = l.fma(r0, g0);
            g1 = l.fma(r1, g1);
            l = FloatVector.broadcast(VECTOR, left[at + 7]);
            h0 = l.fma(r0, h0);
            h1 = l.fma(r1, h1);
        }
        int s = row * COLUMNS;
        a0.intoArray(sums, s);
        a1.intoArray(sums, s + HALF);
        b0.intoArray(sums, s + 2 * HALF);
        b1.intoArray(sums, s + 3 * HALF);
        c0.intoArray(sums, s + 4 * HALF);
        c1.intoArray(sums, s + 5 * HALF);
        d0.intoArray(sums, s + 6 * HALF);
        d1.intoArray(sums, s + 7 * HALF);
        e0.intoArray(sums, s + 8 * HALF);
        e1.intoArray(sums, s + 9 * HALF);
        f0.intoArray(sums, s + 10 * HALF);
        f1.intoArray(sums, s + 11 * HALF);
        g0.intoArray(sums, s + 12 * HALF);
        g1.intoArray(sums, s + 13 * HALF);
        h0.intoArray(sums, s + 14 * HALF);
        h1.intoArray(sums, s + 15 * HALF);
    }
}

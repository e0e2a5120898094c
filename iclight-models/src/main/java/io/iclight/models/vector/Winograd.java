package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.VECTOR;

import jdk.incubator.vector.FloatVector;

/**
 * Winograd's minimal filtering {@code F(4, 3)} along one axis: of four pixels and a kernel of three, six multiplications where
 * the definition has twelve. Kernels, six pixels and products are values of polynomials at the points 0, 1, -1, 2, -2 and
 * infinity (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2015, section 4).
 */
final class Winograd {

    /** Pixels of the output of a tile. */
    static final int TILE = 4;

    /** Pixels of the input that they depend on, and points. */
    static final int SPAN = 6;

    /** Of both axes. */
    static final int POINTS = SPAN * SPAN;

    /** Of a kernel along one axis. */
    static final int KERNEL = 3;

    private Winograd() {}

    /** Three numbers of each of sixteen kernels, {@code step} from one to the next, to values at six points. */
    static void kernelsToPoints(float[] kernels, int from, int step, float[] points, int to, int stride) {
        FloatVector g0 = FloatVector.fromArray(VECTOR, kernels, from);
        FloatVector g1 = FloatVector.fromArray(VECTOR, kernels, from + step);
        FloatVector g2 = FloatVector.fromArray(VECTOR, kernels, from + 2 * step);
        g0.mul(1 / 4f).intoArray(points, to);
        FloatVector even = g0.add(g2).mul(-1 / 6f);
        FloatVector odd = g1.mul(-1 / 6f);
        even.add(odd).intoArray(points, to + stride);
        even.sub(odd).intoArray(points, to + 2 * stride);
        even = g0.mul(1 / 4f).add(g2).mul(1 / 6f);
        odd = g1.mul(1 / 12f);
        even.add(odd).intoArray(points, to + 3 * stride);
        even.sub(odd).intoArray(points, to + 4 * stride);
        g2.intoArray(points, to + 5 * stride);
    }

    /** Six rows of pixels, {@code step} from one to the next, to what they contribute to six points. */
    static void pixelsToPoints(float[] pixels, int from, int step, float[] points, int to, int stride, int count) {
        for (int i = 0; i < count; i += VECTOR.length()) {
            FloatVector d0 = FloatVector.fromArray(VECTOR, pixels, from + i);
            FloatVector d1 = FloatVector.fromArray(VECTOR, pixels, from + i + step);
            FloatVector d2 = FloatVector.fromArray(VECTOR, pixels, from + i + 2 * step);
            FloatVector d3 = FloatVector.fromArray(VECTOR, pixels, from + i + 3 * step);
            FloatVector d4 = FloatVector.fromArray(VECTOR, pixels, from + i + 4 * step);
            FloatVector d5 = FloatVector.fromArray(VECTOR, pixels, from + i + 5 * step);
            FloatVector beyond = d4.sub(d2);
            d0.sub(d2).mul(4).add(beyond).intoArray(points, to + i);
            FloatVector even = d4.sub(d2.mul(4));
            FloatVector odd = d3.sub(d1.mul(4));
            even.add(odd).intoArray(points, to + i + stride);
            even.sub(odd).intoArray(points, to + i + 2 * stride);
            odd = d3.sub(d1).mul(2);
            beyond.add(odd).intoArray(points, to + i + 3 * stride);
            beyond.sub(odd).intoArray(points, to + i + 4 * stride);
            d1.sub(d3).mul(4).add(d5.sub(d3)).intoArray(points, to + i + 5 * stride);
        }
    }

    /** Values at six points, {@code step} from one to the next, to four rows of pixels. */
    static void pointsToPixels(float[] points, int from, int step, float[] pixels, int to, int stride, int count) {
        for (int i = 0; i < count; i += VECTOR.length()) {
            FloatVector m0 = FloatVector.fromArray(VECTOR, points, from + i);
            FloatVector m1 = FloatVector.fromArray(VECTOR, points, from + i + step);
            FloatVector m2 = FloatVector.fromArray(VECTOR, points, from + i + 2 * step);
            FloatVector m3 = FloatVector.fromArray(VECTOR, points, from + i + 3 * step);
            FloatVector m4 = FloatVector.fromArray(VECTOR, points, from + i + 4 * step);
            FloatVector m5 = FloatVector.fromArray(VECTOR, points, from + i + 5 * step);
            FloatVector evenAtOne = m1.add(m2);
            FloatVector oddAtOne = m1.sub(m2);
            FloatVector evenAtTwo = m3.add(m4);
            FloatVector oddAtTwo = m3.sub(m4);
            m0.add(evenAtOne).add(evenAtTwo).intoArray(pixels, to + i);
            oddAtTwo.mul(2).add(oddAtOne).intoArray(pixels, to + i + stride);
            evenAtTwo.mul(4).add(evenAtOne).intoArray(pixels, to + i + 2 * stride);
            oddAtTwo.mul(8).add(oddAtOne).add(m5).intoArray(pixels, to + i + 3 * stride);
        }
    }
}

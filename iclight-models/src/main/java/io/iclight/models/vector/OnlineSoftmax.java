package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.COLUMNS;
import static io.iclight.models.vector.MultiplyAdd.VECTOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The softmax of 32 queries' scores that come block by block (Milakov and Gimelshein, Online normalizer calculation for softmax,
 * 2018). A weight is 2 to the power of what a score is above the query's reference: the greatest of its first block, until a
 * score is far above it.
 */
final class OnlineSoftmax {

    /** Less than any score: its weight is next to nothing. */
    static final float MASKED = -1e30f;

    /** Weights of up to 2^16 lose no precision, and sums of them are far from overflow. */
    private static final float FAR_ABOVE = 16;

    private final float[] scores;
    private final float[] values;
    private final float[] minusReferences = new float[COLUMNS];
    private final float[] sums = new float[COLUMNS];
    private boolean hasReferences;

    /**
     * A softmax that has seen no scores.
     *
     * @param scores of one block, to the base 2, above the {@link #minusReferences() references}: {@code [block, 32]}, an even
     *     number of rows
     * @param values sums of what was weighed, {@code [width, 32]}
     */
    OnlineSoftmax(float[] scores, float[] values) {
        this.scores = scores;
        this.values = values;
    }

    /** Forgets all scores. */
    void reset() {
        hasReferences = false;
        Arrays.fill(minusReferences, 0);
        Arrays.fill(sums, 0);
    }

    /** What scores begin with, so that they are above the references. */
    float[] minusReferences() {
        return minusReferences;
    }

    /** Moves the references if there are none yet, or if a score is far above its own. */
    void settle() {
        if (!hasReferences || anyFarAbove()) {
            for (int column = 0; column < COLUMNS; column += VECTOR.length()) {
                FloatVector greatest = greatest(column);
                move(column, hasReferences ? greater(greatest, FloatVector.zero(VECTOR)) : greatest);
            }
            hasReferences = true;
        }
    }

    /** Bits of numbers above 0 are in the order of the numbers, and greater than those of numbers below. */
    private boolean anyFarAbove() {
        IntVector even = IntVector.zero(IntVector.SPECIES_512);
        IntVector odd = even;
        for (int i = 0; i < scores.length; i += 2 * VECTOR.length()) {
            even = even.lanewise(VectorOperators.MAX, bits(i));
            odd = odd.lanewise(VectorOperators.MAX, bits(i + VECTOR.length()));
        }
        return even.lanewise(VectorOperators.MAX, odd)
                .compare(VectorOperators.GT, Float.floatToRawIntBits(FAR_ABOVE))
                .anyTrue();
    }

    private IntVector bits(int index) {
        return FloatVector.fromArray(VECTOR, scores, index).reinterpretAsInts();
    }

    private FloatVector greatest(int column) {
        FloatVector even = FloatVector.fromArray(VECTOR, scores, column);
        FloatVector odd = even;
        for (int i = column; i < scores.length; i += 2 * COLUMNS) {
            even = greater(even, FloatVector.fromArray(VECTOR, scores, i));
            odd = greater(odd, FloatVector.fromArray(VECTOR, scores, i + COLUMNS));
        }
        return greater(even, odd);
    }

    /** A comparison and a choice; {@code max} would ask for the signs of zeros as well. */
    private static FloatVector greater(FloatVector a, FloatVector b) {
        return a.blend(b, b.compare(VectorOperators.GT, a));
    }

    private void move(int column, FloatVector by) {
        FloatVector.fromArray(VECTOR, minusReferences, column).sub(by).intoArray(minusReferences, column);
        for (int i = column; i < scores.length; i += COLUMNS) {
            FloatVector.fromArray(VECTOR, scores, i).sub(by).intoArray(scores, i);
        }
        // Only the first references may be below 0; nothing was weighed before them, and that stays nothing.
        FloatVector factor = PowerOfTwo.of(greater(by, FloatVector.zero(VECTOR)).neg());
        FloatVector.fromArray(VECTOR, sums, column).mul(factor).intoArray(sums, column);
        for (int i = column; i < values.length; i += COLUMNS) {
            FloatVector.fromArray(VECTOR, values, i).mul(factor).intoArray(values, i);
        }
    }

    /** Replaces the scores by their weights, and sums them. */
    void weigh() {
        for (int column = 0; column < COLUMNS; column += VECTOR.length()) {
            FloatVector sum = FloatVector.fromArray(VECTOR, sums, column);
            for (int i = column; i < scores.length; i += COLUMNS) {
                FloatVector weight = PowerOfTwo.of(FloatVector.fromArray(VECTOR, scores, i));
                weight.intoArray(scores, i);
                sum = sum.add(weight);
            }
            sum.intoArray(sums, column);
        }
    }

    /** The sum of a query's weights. */
    float sum(int query) {
        return sums[query];
    }
}

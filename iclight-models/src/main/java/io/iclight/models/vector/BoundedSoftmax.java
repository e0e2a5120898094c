package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.COLUMNS;
import static io.iclight.models.vector.MultiplyAdd.VECTOR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The softmax of 32 queries' scores of which is known that none is far from 0: a weight is 2 to the power of its score, and there
 * is nothing to find out before and nothing to correct after.
 */
final class BoundedSoftmax {

    /** A token's value may be 2^50 and its weight 2^64, with thousands of tokens, and their sum is a float. */
    static final float GREATEST = 64;

    /** The least that is weighed, and nothing beside the weight of any score. */
    static final float MASKED = Float.MIN_EXPONENT;

    private final float[] scores;
    private final float[] sums = new float[COLUMNS];

    /**
     * A softmax that has seen no scores.
     *
     * @param scores of one block, to the base 2: {@code [block, 32]}
     */
    BoundedSoftmax(float[] scores) {
        this.scores = scores;
    }

    /** Forgets all scores. */
    void reset() {
        Arrays.fill(sums, 0);
    }

    /** Replaces the scores by their weights, and sums them. */
    void weigh() {
        for (int column = 0; column < COLUMNS; column += VECTOR.length()) {
            FloatVector sum = FloatVector.fromArray(VECTOR, sums, column);
            for (int i = column; i < scores.length; i += COLUMNS) {
                FloatVector weight = PowerOfTwo.ofBounded(FloatVector.fromArray(VECTOR, scores, i));
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

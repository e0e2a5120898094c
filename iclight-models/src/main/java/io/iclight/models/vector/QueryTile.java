package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.COLUMNS;
import static io.iclight.models.vector.MultiplyAdd.VECTOR;

import com.google.common.collect.ImmutableList;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What 32 queries of one head find in its memory. Queries, scores and sums stand in columns, one for each query. */
final class QueryTile {

    private static final double LOG2_E = 1 / Math.log(2);

    private static final float[] ZEROS = new float[COLUMNS];

    private final int width;
    private final float factor;
    private final float[] queries;
    private final float[] scores = new float[Memory.BLOCK * COLUMNS];
    private final float[] sums;
    private final float[] token;
    private final OnlineSoftmax online;
    private final BoundedSoftmax bounded;
    private final Memory memory;

    /**
     * What is done with each block of the memory. One call for all of these makes the JVM compile each by itself: where it
     * compiles several loops into one, it gives up before all vectors are in registers.
     */
    private final ImmutableList<IntConsumer> steps;

    /** The same, for scores that are known to be near 0. */
    private final ImmutableList<IntConsumer> boundedSteps;

    /**
     * Room for 32 queries.
     *
     * @param memory of the head that is attended to
     * @param width channels of a head
     */
    QueryTile(Memory memory, int width) {
        this.memory = memory;
        this.width = width;
        this.factor = (float) (LOG2_E / Math.sqrt(width));
        this.queries = new float[width * COLUMNS];
        this.sums = new float[width * COLUMNS];
        this.token = new float[width];
        this.online = new OnlineSoftmax(scores, sums);
        this.bounded = new BoundedSoftmax(scores);
        this.steps = ImmutableList.of(
                block -> score(block, online.minusReferences(), OnlineSoftmax.MASKED),
                block -> online.settle(),
                block -> online.weigh(),
                this::addValues);
        this.boundedSteps = ImmutableList.of(
                block -> score(block, ZEROS, BoundedSoftmax.MASKED), block -> bounded.weigh(), this::addValues);
    }

    /**
     * Computes queries' products.
     *
     * @param query all heads' queries
     * @param product all heads' products, to be written
     * @param begin where the first of these queries begins, and where its product shall
     * @param stride from a token to the next
     * @param count how many queries there are, 1 to 32
     */
    void attend(FloatBuffer query, FloatBuffer product, int begin, int stride, int count) {
        read(query, begin, stride, count);
        Arrays.fill(sums, 0);
        if (areScoresNearZero()) {
            bounded.reset();
            attend(boundedSteps);
            write(product, begin, stride, count, bounded::sum);
        } else {
            online.reset();
            attend(steps);
            write(product, begin, stride, count, online::sum);
        }
    }

    private void attend(ImmutableList<IntConsumer> stepsOfBlock) {
        for (int block = 0; block < memory.blocks(); block++) {
            for (IntConsumer step : stepsOfBlock) {
                step.accept(block);
            }
        }
    }

    /** No product of two vectors is greater than that of their lengths. What is no number is not near 0. */
    private boolean areScoresNearZero() {
        float most = BoundedSoftmax.GREATEST * BoundedSoftmax.GREATEST / memory.greatestSquare();
        for (int column = 0; column < COLUMNS; column += VECTOR.length()) {
            FloatVector squares = FloatVector.zero(VECTOR);
            for (int i = column; i < queries.length; i += COLUMNS) {
                FloatVector channel = FloatVector.fromArray(VECTOR, queries, i);
                squares = channel.fma(channel, squares);
            }
            if (!squares.compare(VectorOperators.LE, most).allTrue()) {
                return false;
            }
        }
        return true;
    }

    private void score(int block, float[] start, float masked) {
        memory.scores(block, queries, start, scores);
        Arrays.fill(scores, memory.tokensOf(block) * COLUMNS, scores.length, masked);
    }

    private void addValues(int block) {
        memory.addValues(block, scores, sums);
    }

    private void read(FloatBuffer query, int begin, int stride, int count) {
        Arrays.fill(queries, 0);
        for (int i = 0; i < count; i++) {
            query.get(begin + i * stride, token);
            for (int channel = 0; channel < width; channel++) {
                queries[channel * COLUMNS + i] = token[channel] * factor;
            }
        }
    }

    private void write(FloatBuffer product, int begin, int stride, int count, IntToFloat weights) {
        for (int i = 0; i < count; i++) {
            float share = 1 / weights.of(i);
            for (int channel = 0; channel < width; channel++) {
                token[channel] = sums[channel * COLUMNS + i] * share;
            }
            product.put(begin + i * stride, token);
        }
    }

    private interface IntToFloat {
        float of(int query);
    }
}

package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.COLUMNS;

import com.google.common.collect.ImmutableList;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** What 32 queries of one head find in its memory. Queries, scores and sums stand in columns, one for each query. */
final class QueryTile {

    private static final double LOG2_E = 1 / Math.log(2);

    private final int width;
    private final float factor;
    private final float[] queries;
    private final float[] scores = new float[Memory.BLOCK * COLUMNS];
    private final float[] sums;
    private final float[] token;
    private final OnlineSoftmax softmax;
    private final Memory memory;

    /**
     * What is done with each block of the memory. One call for all of these makes the JVM compile each by itself: where it
     * compiles several loops into one, it gives up before all vectors are in registers.
     */
    private final ImmutableList<IntConsumer> steps;

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
        this.softmax = new OnlineSoftmax(scores, sums);
        this.steps =
                ImmutableList.of(this::score, block -> softmax.settle(), block -> softmax.weigh(), this::addValues);
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
        softmax.reset();
        for (int block = 0; block < memory.blocks(); block++) {
            for (IntConsumer step : steps) {
                step.accept(block);
            }
        }
        write(product, begin, stride, count);
    }

    private void score(int block) {
        memory.scores(block, queries, softmax.minusReferences(), scores);
        Arrays.fill(scores, memory.tokensOf(block) * COLUMNS, scores.length, OnlineSoftmax.MASKED);
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

    private void write(FloatBuffer product, int begin, int stride, int count) {
        for (int i = 0; i < count; i++) {
            float share = 1 / softmax.sum(i);
            for (int channel = 0; channel < width; channel++) {
                token[channel] = sums[channel * COLUMNS + i] * share;
            }
            product.put(begin + i * stride, token);
        }
    }
}

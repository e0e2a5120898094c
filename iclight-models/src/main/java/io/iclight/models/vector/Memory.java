package io.iclight.models.vector;

import static io.iclight.models.vector.MultiplyAdd.VECTOR;

import java.nio.FloatBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * Keys and values of one head, in blocks of {@value #BLOCK} tokens, and a block in panels, as {@link MultiplyAdd} reads them from
 * one end to the other: keys of eight tokens, of which the first channel, then the second; eight channels of values, of which the
 * first token, then the second. What the last block is short of is zeros.
 */
final class Memory {

    /** A block's keys and values of 40 channels, and 32 queries with their scores, fit into 48 KiB. */
    static final int BLOCK = 64;

    private static final int ROWS = MultiplyAdd.ROWS;

    private final int tokens;
    private final int width;
    private final float[] keys;
    private final float[] values;
    private final float[] token;
    private final float[] squares = new float[VECTOR.length()];
    private float greatestSquare;

    /** Room for a head's keys and values. */
    Memory(int tokens, int width) {
        this.tokens = tokens;
        this.width = width;
        int padded = (tokens + BLOCK - 1) / BLOCK * BLOCK;
        this.keys = new float[padded * width];
        this.values = new float[padded * width];
        this.token = new float[width];
    }

    /**
     * Copies another head's.
     *
     * @param key all heads' keys
     * @param value all heads' values
     * @param begin where this head's first token begins, in both
     * @param stride from a token to the next
     */
    void read(FloatBuffer key, FloatBuffer value, int begin, int stride) {
        for (int i = 0; i < tokens; i++) {
            key.get(begin + i * stride, token);
            int at = i / ROWS * ROWS * width + i % ROWS;
            for (int channel = 0; channel < width; channel++) {
                keys[at + channel * ROWS] = token[channel];
            }
            int block = i / BLOCK * BLOCK * width;
            for (int channel = 0; channel < width; channel += ROWS) {
                int panel = block + channel * BLOCK;
                value.get(begin + i * stride + channel, values, panel + i % BLOCK * ROWS, ROWS);
            }
        }
        measure();
    }

    /** Of a panel, each vector has two channels of eight keys. */
    private void measure() {
        greatestSquare = 0;
        for (int panel = 0; panel < keys.length; panel += ROWS * width) {
            FloatVector sums = FloatVector.zero(VECTOR);
            for (int i = panel; i < panel + ROWS * width; i += VECTOR.length()) {
                FloatVector two = FloatVector.fromArray(VECTOR, keys, i);
                sums = two.fma(two, sums);
            }
            sums.intoArray(squares, 0);
            for (int i = 0; i < ROWS; i++) {
                greatestSquare = Math.max(greatestSquare, squares[i] + squares[i + ROWS]);
            }
        }
    }

    /** The square of the longest key's length; NaN if a key has no length. */
    float greatestSquare() {
        return greatestSquare;
    }

    int blocks() {
        return keys.length / (BLOCK * width);
    }

    /** How many of a block's tokens are some. */
    int tokensOf(int block) {
        return Math.min(BLOCK, tokens - block * BLOCK);
    }

    /** Writes {@code [BLOCK, 32]}, the products of a block's keys and of queries {@code [width, 32]}, added to {@code start}. */
    void scores(int block, float[] queries, float[] start, float[] scores) {
        for (int key = 0; key < BLOCK; key += ROWS) {
            MultiplyAdd.add(scores, key, start, 0, keys, (block * BLOCK + key) * width, width, queries);
        }
    }

    /** Adds the values of a block, each as often as weights {@code [BLOCK, 32]} say, to sums {@code [width, 32]}. */
    void addValues(int block, float[] weights, float[] sums) {
        for (int channel = 0; channel < width; channel += ROWS) {
            int begin = (block * width + channel) * BLOCK;
            MultiplyAdd.add(sums, channel, sums, MultiplyAdd.COLUMNS, values, begin, BLOCK, weights);
        }
    }
}

package io.iclight.models.layers;

import java.nio.FloatBuffer;

/** Attention in Java, for shapes with which it is faster than libtorch's. */
public interface AttentionKernel {

    /**
     * Sizes of a product.
     *
     * @param batch how many sequences there are
     * @param heads how many heads their channels are divided into
     * @param queries of each sequence
     * @param keys of each sequence, and as many values
     * @param width channels of a head
     */
    record Shape(int batch, int heads, int queries, int keys, int width) {

        /**
         * Multiplies.
         *
         * @return channels of all heads
         */
        public int channels() {
            return heads * width;
        }
    }

    /**
     * The numbers of a product, all heads of a token beside each other.
     *
     * @param query {@code [batch, queries, heads * width]}
     * @param key {@code [batch, keys, heads * width]}
     * @param value {@code [batch, keys, heads * width]}
     * @param product {@code [batch, queries, heads * width]}, to be written
     */
    record Operands(FloatBuffer query, FloatBuffer key, FloatBuffer value, FloatBuffer product) {}

    /**
     * Says whether it is made for this processor.
     *
     * @return whether it is faster than libtorch here
     */
    boolean suitsProcessor();

    /**
     * Says whether it is the faster one for a product.
     *
     * @param shape of the product
     * @return whether to take it
     */
    boolean suits(Shape shape);

    /**
     * Computes {@code softmax(Q K^T / sqrt(width)) V} of each head.
     *
     * @param shape that it suits
     * @param operands borrowed
     * @param crew does it, a head of a sequence at a time
     */
    void attend(Shape shape, Operands operands, Crew crew);
}

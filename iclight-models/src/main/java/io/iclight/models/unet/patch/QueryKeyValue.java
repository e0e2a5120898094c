package io.iclight.models.unet.patch;

import org.bytedeco.pytorch.Tensor;

/**
 * What attention computes with, the heads side by side in the last axis.
 *
 * @param query {@code [batch, tokens, channels]}
 * @param key {@code [batch, seen, channels]}
 * @param value {@code [batch, seen, channels]}
 */
public record QueryKeyValue(Tensor query, Tensor key, Tensor value) {

    /** A product of attention: the UNet's own, or what other patches make of it. */
    @FunctionalInterface
    public interface Product {

        /**
         * Attends.
         *
         * @param of borrowed
         * @return {@code [batch, tokens, channels]}, belonging to the caller
         */
        Tensor forward(QueryKeyValue of);
    }
}

package io.iclight.jmh;

import io.iclight.models.layers.Attention;

/** The products of the autoencoder's attention: one head of 512 channels over 64x64 pixels of one picture. */
public class AutoencoderAttention extends MeasuredLayerBenchmark {

    private static final long TOKENS = 64 * 64;
    private static final long CHANNELS = 512;

    @Override
    MeasuredLayer load() {
        Attention attention = new Attention(1, Attention.Mask.NONE);
        return MeasuredLayer.onTokens(weights -> x -> attention.forward(x, x, x), 1, TOKENS, CHANNELS);
    }
}

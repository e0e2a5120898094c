package io.iclight.jmh;

import io.iclight.models.layers.Attention;
import org.openjdk.jmh.annotations.Param;

/** The products of self-attention over the pixels of a level, 8 heads. */
public class SelfAttention extends MeasuredLayerBenchmark {

    /** Side of the feature map in pixels; the channels follow from it. */
    @Param({"64", "32", "16", "8"})
    public int side;

    @Override
    MeasuredLayer load() {
        Attention attention = new Attention(Level512.HEADS, Attention.Mask.NONE);
        return MeasuredLayer.onTokens(
                weights -> x -> attention.forward(x, x, x), Level512.PAIR, (long) side * side, Level512.channels(side));
    }
}

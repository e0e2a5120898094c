package io.iclight.jmh;

import io.iclight.io.tensor.TensorScope;
import io.iclight.models.layers.Attention;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Param;

/** The products of attention to a prompt of 77 tokens, 8 heads. */
public class CrossAttention extends MeasuredLayerBenchmark {

    private static final long TOKENS = 77;

    /** Side of the feature map in pixels; the channels follow from it. */
    @Param({"64", "32", "16"})
    public int side;

    @Override
    MeasuredLayer load() {
        Attention attention = new Attention(Level512.HEADS, Attention.Mask.NONE);
        return MeasuredLayer.onTokens(
                weights -> x -> {
                    try (TensorScope scope = TensorScope.open()) {
                        Tensor prompt = x.narrow(1, 0, Math.min(TOKENS, x.size(1))).contiguous();
                        return scope.handOut(attention.forward(x, prompt, prompt));
                    }
                },
                Level512.PAIR,
                (long) side * side,
                Level512.channels(side));
    }
}

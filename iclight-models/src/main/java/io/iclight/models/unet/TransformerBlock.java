package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Geglu;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.LayerNorm;
import io.iclight.models.layers.Linear;
import org.bytedeco.pytorch.Tensor;

/** Self-attention, cross-attention and a feed-forward net, each normalized before and added to what went in. */
final class TransformerBlock {

    private static final double EPSILON = 1e-5;
    private static final int EXPANSION = 4;

    private final LayerNorm norm1;
    private final MultiHeadAttention selfAttention;
    private final LayerNorm norm2;
    private final MultiHeadAttention crossAttention;
    private final Layer feedForward;

    TransformerBlock(Weights weights, int size, int heads, int contextSize) {
        this.norm1 = new LayerNorm(weights.at("norm1"), size, EPSILON);
        this.selfAttention = new MultiHeadAttention(weights.at("attn1"), size, heads, size);
        this.norm2 = new LayerNorm(weights.at("norm2"), size, EPSILON);
        this.crossAttention = new MultiHeadAttention(weights.at("attn2"), size, heads, contextSize);
        this.feedForward = new LayerNorm(weights.at("norm3"), size, EPSILON)
                .then(new Linear(weights.at("ff.net.0.proj"), size, 2L * EXPANSION * size))
                .then(Geglu.INSTANCE)
                .then(new Linear(weights.at("ff.net.2"), (long) EXPANSION * size, size));
    }

    /**
     * Computes the block's output.
     *
     * @param x {@code [batch, tokens, size]}, borrowed
     * @param context {@code [batch, contextTokens, contextSize]}, borrowed
     * @return {@code [batch, tokens, size]}, belonging to the caller
     */
    Tensor forward(Tensor x, Tensor context) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor seen = x.add(attendToSelf(x));
            Tensor told = seen.add(attendTo(context, seen));
            return scope.handOut(told.add(feedForward.forward(told)));
        }
    }

    private Tensor attendToSelf(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor normed = norm1.forward(x);
            return scope.handOut(selfAttention.forward(normed, selfAttention.memory(normed)));
        }
    }

    private Tensor attendTo(Tensor context, Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(crossAttention.forward(norm2.forward(x), crossAttention.memory(context)));
        }
    }
}

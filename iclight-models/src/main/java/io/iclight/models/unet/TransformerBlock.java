package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.LayerNorm;
import io.iclight.models.unet.MultiHeadAttention.Memory;
import io.iclight.models.unet.patch.AttentionSite;
import io.iclight.models.unet.patch.AttentionSite.Kind;
import org.bytedeco.pytorch.Tensor;

/** Self-attention, cross-attention and a feed-forward net, each normalized before and added to what went in. */
final class TransformerBlock {

    /** Of all norms of a block. */
    static final double EPSILON = 1e-5;

    /** Names an attention layer of this block to the hooks. */
    @FunctionalInterface
    interface Sites {
        AttentionSite of(Kind kind, int heads);
    }

    private final LayerNorm norm1;
    private final MultiHeadAttention selfAttention;
    private final LayerNorm norm2;
    private final MultiHeadAttention crossAttention;
    private final FeedForward feedForward;

    TransformerBlock(Weights weights, int size, int heads, int contextSize) {
        this.norm1 = new LayerNorm(weights.at("norm1"), size, EPSILON);
        this.selfAttention = new MultiHeadAttention(weights.at("attn1"), size, heads, size);
        this.norm2 = new LayerNorm(weights.at("norm2"), size, EPSILON);
        this.crossAttention = new MultiHeadAttention(weights.at("attn2"), size, heads, contextSize);
        this.feedForward = new FeedForward(weights, size);
    }

    /**
     * Computes the block's output.
     *
     * @param x {@code [images or batch, tokens, size]}, borrowed
     * @param told the prompts among it
     * @param sites for the hooks
     * @return {@code [batch, tokens, size]}, belonging to the caller
     */
    Tensor forward(Tensor x, Conditioning told, Sites sites) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor seen = x.add(told.hooks()
                    .attentionLayer(
                            x,
                            sites.of(Kind.SELF, selfAttention.heads()),
                            tokens -> attendToSelf(tokens, told, sites)));
            Tensor answer = told.hooks()
                    .attentionLayer(
                            seen,
                            sites.of(Kind.CROSS, crossAttention.heads()),
                            tokens -> attendToPrompts(tokens, told, sites));
            Tensor answered = Batch.widened(seen, answer.size(0)).add(answer);
            return scope.handOut(feedForward.addTo(answered));
        }
    }

    private Tensor attendToSelf(Tensor x, Conditioning told, Sites sites) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor normed = norm1.forward(x);
            Memory memory = new Memory(selfAttention.keys(normed), selfAttention.values(normed));
            AttentionSite site = sites.of(Kind.SELF, selfAttention.heads());
            return scope.handOut(selfAttention.forward(normed, memory, site, told.hooks()));
        }
    }

    private Tensor attendToPrompts(Tensor x, Conditioning told, Sites sites) {
        try (TensorScope scope = TensorScope.open()) {
            Memory memory = told.prompts().of(crossAttention);
            AttentionSite site = sites.of(Kind.CROSS, crossAttention.heads());
            return scope.handOut(crossAttention.forward(norm2.forward(x), memory, site, told.hooks()));
        }
    }
}

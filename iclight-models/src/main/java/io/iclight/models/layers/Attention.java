package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import java.util.Objects;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Multi-head scaled dot-product attention (Vaswani et al., 2017), {@code softmax(Q K^T / sqrt(d)) V} for each head. It has
 * no parameters: the projections before and after it are the graph's.
 *
 * @param heads how many heads the channels are divided into, from 1
 * @param mask which keys a query sees
 */
public record Attention(int heads, Mask mask) {

    /** Which keys a query sees. */
    public enum Mask {
        /** All. */
        NONE,
        /** Those at its own position and before it. */
        CAUSAL
    }

    /** Checks the components. */
    public Attention {
        Objects.requireNonNull(mask, "mask");
        if (heads < 1) {
            throw new IllegalArgumentException("attention needs at least one head, got " + heads);
        }
    }

    /**
     * Computes the product.
     *
     * @param query {@code [batch, queries, channels]}, borrowed; {@code channels} is a multiple of {@code heads}
     * @param key {@code [batch, keys, channels]}, borrowed
     * @param value {@code [batch, keys, channels]}, borrowed
     * @return {@code [batch, queries, channels]}, belonging to the caller
     */
    public Tensor forward(Tensor query, Tensor key, Tensor value) {
        FlopCounter.report(FlopCounter.Kind.ATTENTION, query.numel() * (key.size(1) + value.size(1)));
        try (TensorScope scope = TensorScope.open()) {
            Tensor product = torch.scaled_dot_product_attention(
                    byHead(query),
                    byHead(key),
                    byHead(value),
                    new TensorOptional(),
                    0,
                    mask == Mask.CAUSAL,
                    new DoubleOptional(),
                    false);
            return scope.handOut(product.transpose(1, 2).reshape(query.size(0), query.size(1), query.size(2)));
        }
    }

    /** {@code [batch, tokens, channels]} to {@code [batch, heads, tokens, channels / heads]}. */
    private Tensor byHead(Tensor x) {
        return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }
}

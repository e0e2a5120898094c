package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Attention;
import io.iclight.models.layers.Linear;
import io.iclight.models.unet.patch.AttentionSite;
import io.iclight.models.unet.patch.QueryKeyValue;
import io.iclight.models.unet.patch.UNetHooks;
import org.bytedeco.pytorch.Tensor;

/**
 * Attention with its projections. Where keys and values come from is the caller's choice: from the same tokens
 * (self-attention), or from a prompt (cross-attention), in which case they stay the same while the prompt does.
 */
final class MultiHeadAttention {

    /**
     * What is attended to.
     *
     * @param keys {@code [batch, tokens, inner]}
     * @param values {@code [batch, tokens, inner]}
     */
    record Memory(Tensor keys, Tensor values) {}

    private final Attention attention;
    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;

    MultiHeadAttention(Weights weights, int inner, int heads, int memorySize) {
        this.attention = new Attention(heads, Attention.Mask.NONE);
        this.toQuery = Linear.withoutBias(weights.at("to_q"), inner, inner);
        this.toKey = Linear.withoutBias(weights.at("to_k"), memorySize, inner);
        this.toValue = Linear.withoutBias(weights.at("to_v"), memorySize, inner);
        this.toOut = new Linear(weights.at("to_out.0"), inner, inner);
    }

    /**
     * Projects tokens to keys.
     *
     * @param tokens {@code [batch, tokens, memorySize]}, borrowed
     * @return {@code [batch, tokens, inner]}, belonging to the caller
     */
    Tensor keys(Tensor tokens) {
        return toKey.forward(tokens);
    }

    /**
     * Projects tokens to values.
     *
     * @param tokens {@code [batch, tokens, memorySize]}, borrowed
     * @return {@code [batch, tokens, inner]}, belonging to the caller
     */
    Tensor values(Tensor tokens) {
        return toValue.forward(tokens);
    }

    /**
     * Attends.
     *
     * @param x {@code [batch, tokens, inner]}, or less often, to be repeated for each prompt; borrowed
     * @param memory borrowed
     * @param site for the hooks
     * @param hooks may change the product
     * @return {@code [batch, tokens, inner]}, belonging to the caller
     */
    Tensor forward(Tensor x, Memory memory, AttentionSite site, UNetHooks hooks) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor query = Batch.widened(toQuery.forward(x), memory.keys().size(0));
            QueryKeyValue given = new QueryKeyValue(query, memory.keys(), memory.values());
            return scope.handOut(toOut.forward(hooks.attention(given, site, this::product)));
        }
    }

    private Tensor product(QueryKeyValue of) {
        return attention.forward(of.query(), of.key(), of.value());
    }

    int heads() {
        return attention.heads();
    }
}

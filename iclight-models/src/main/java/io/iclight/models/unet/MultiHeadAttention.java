package io.iclight.models.unet;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Attention;
import io.iclight.models.layers.Linear;
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
     * Projects tokens to keys and values.
     *
     * @param tokens {@code [batch, tokens, memorySize]}, borrowed
     * @return two tensors that belong to the caller
     */
    Memory memory(Tensor tokens) {
        return new Memory(toKey.forward(tokens), toValue.forward(tokens));
    }

    /**
     * Attends.
     *
     * @param x {@code [batch, tokens, inner]}, borrowed
     * @param memory borrowed
     * @return {@code [batch, tokens, inner]}, belonging to the caller
     */
    Tensor forward(Tensor x, Memory memory) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor product = attention.forward(toQuery.forward(x), memory.keys(), memory.values());
            return scope.handOut(toOut.forward(product));
        }
    }
}

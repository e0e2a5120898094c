package io.iclight.models.clip;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Attention;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Linear;
import org.bytedeco.pytorch.Tensor;

/** Each token attends to itself and to those before it: {@code [batch, tokens, size]} to the same. */
final class SelfAttention implements Layer {

    private final Layer query;
    private final Layer key;
    private final Layer value;
    private final Layer output;
    private final Attention attention;

    SelfAttention(Weights weights, ClipTextConfig config) {
        this.key = linear(weights.at("k_proj"), config);
        this.value = linear(weights.at("v_proj"), config);
        this.query = linear(weights.at("q_proj"), config);
        this.output = linear(weights.at("out_proj"), config);
        this.attention = new Attention(config.heads(), Attention.Mask.CAUSAL);
    }

    private static Linear linear(Weights weights, ClipTextConfig config) {
        return new Linear(weights, config.size(), config.size());
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor mixed = attention.forward(query.forward(x), key.forward(x), value.forward(x));
            return scope.handOut(output.forward(mixed));
        }
    }
}

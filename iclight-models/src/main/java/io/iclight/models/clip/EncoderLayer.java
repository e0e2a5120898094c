package io.iclight.models.clip;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.LayerNorm;
import io.iclight.models.layers.Linear;
import org.bytedeco.pytorch.Tensor;

/**
 * A pre-norm transformer layer: {@code x + attention(norm1(x))}, and of that {@code y}, {@code y + mlp(norm2(y))}.
 */
final class EncoderLayer implements Layer {

    private final Layer norm1;
    private final Layer attention;
    private final Layer norm2;
    private final Layer expand;
    private final Layer activation;
    private final Layer contract;

    EncoderLayer(Weights weights, ClipTextConfig config) {
        this.attention = new SelfAttention(weights.at("self_attn"), config);
        this.norm1 = new LayerNorm(weights.at("layer_norm1"), config.size(), config.epsilon());
        this.expand = new Linear(weights.at("mlp.fc1"), config.size(), config.innerSize());
        this.activation = config.activation();
        this.contract = new Linear(weights.at("mlp.fc2"), config.innerSize(), config.size());
        this.norm2 = new LayerNorm(weights.at("layer_norm2"), config.size(), config.epsilon());
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor y = x.add(attention.forward(norm1.forward(x)));
            Tensor mlp = contract.forward(activation.forward(expand.forward(norm2.forward(y))));
            return scope.handOut(y.add(mlp));
        }
    }
}

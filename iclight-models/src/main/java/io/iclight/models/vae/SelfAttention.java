package io.iclight.models.vae;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Attention;
import io.iclight.models.layers.GroupNorm;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Linear;
import io.iclight.models.layers.NormStatistics;
import org.bytedeco.pytorch.Tensor;

/**
 * Attention of the pixels of a feature map to each other, with one head, and a way around it. Checkpoints write its
 * projections as linear layers or, older ones, as convolutions of one pixel.
 */
final class SelfAttention implements Layer {

    private final GroupNorm norm;
    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Attention attention;
    private final Linear toOut;

    SelfAttention(Weights weights, int channels, int groups, double epsilon) {
        this.norm = new GroupNorm(weights.at("group_norm"), groups, channels, epsilon);
        this.toQuery = Linear.orConvolution(weights.at("to_q"), channels, channels);
        this.toKey = Linear.orConvolution(weights.at("to_k"), channels, channels);
        this.toValue = Linear.orConvolution(weights.at("to_v"), channels, channels);
        this.attention = new Attention(1, Attention.Mask.NONE);
        this.toOut = Linear.orConvolution(weights.at("to_out.0"), channels, channels);
    }

    private SelfAttention(GroupNorm norm, SelfAttention other) {
        this.norm = norm;
        this.toQuery = other.toQuery;
        this.toKey = other.toKey;
        this.toValue = other.toValue;
        this.attention = other.attention;
        this.toOut = other.toOut;
    }

    @Override
    public Layer normalizedBy(NormStatistics statistics) {
        return new SelfAttention(norm.normalizedBy(statistics), this);
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tokens = norm.forward(x).permute(0, 2, 3, 1).flatten(1, 2);
            Tensor product = attention.forward(toQuery.forward(tokens), toKey.forward(tokens), toValue.forward(tokens));
            Tensor pixels = toOut.forward(product)
                    .view(x.size(0), x.size(2), x.size(3), x.size(1))
                    .permute(0, 3, 1, 2);
            return scope.handOut(x.add(pixels));
        }
    }
}

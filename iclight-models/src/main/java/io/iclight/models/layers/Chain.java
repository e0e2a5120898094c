package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Two layers, one after the other.
 *
 * @param first takes the input
 * @param second takes the first one's output
 */
record Chain(Layer first, Layer second) implements Layer {

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(second.consume(first.forward(x)));
        }
    }

    @Override
    public Tensor consume(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(second.consume(first.consume(x)));
        }
    }

    @Override
    public Layer normalizedBy(NormStatistics statistics) {
        return new Chain(first.normalizedBy(statistics), second.normalizedBy(statistics));
    }
}

package io.iclight.models.unet;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.Linear;
import org.bytedeco.pytorch.Tensor;

/** Timesteps as the blocks see them: their encoding through two linear layers. It depends on nothing else. */
final class TimeEmbedding {

    private final TimestepEncoding encoding;
    private final Layer projection;

    TimeEmbedding(Weights weights, TimestepEncoding encoding, int size, Activation activation) {
        this.encoding = encoding;
        this.projection = new Linear(weights.at("linear_1"), encoding.size(), size)
                .then(activation)
                .then(new Linear(weights.at("linear_2"), size, size));
    }

    /**
     * Computes the embedding.
     *
     * @param timesteps on the training scale, may be fractional
     * @param like whose device and element type the result has, borrowed
     * @return {@code [timesteps, size]}, belonging to the caller
     */
    Tensor forward(double[] timesteps, Tensor like) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor encoded = Device.of(like).move(encoding.encode(timesteps)).to(like.scalar_type());
            return scope.handOut(projection.forward(encoded));
        }
    }
}

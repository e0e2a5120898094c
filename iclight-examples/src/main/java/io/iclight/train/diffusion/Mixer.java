package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.Conv2d;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.LoadedGraph;
import io.iclight.models.layers.Window;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What is predicted under two lights at once, from what is predicted under each: a small network, the same for every pixel of
 * the latents (Zhang, Rao and Agrawala, ICLR 2025, section 3.1).
 */
final class Mixer {

    private static final int CHANNELS = 4;
    private static final int HIDDEN = 64;

    private final Layer layers;

    Mixer(Weights weights) {
        this.layers = new Conv2d(weights.at(0), 2 * CHANNELS, HIDDEN, Window.POINT)
                .then(Activation.SILU)
                .then(new Conv2d(weights.at(1), HIDDEN, HIDDEN, Window.POINT))
                .then(Activation.SILU)
                .then(new Conv2d(weights.at(2), HIDDEN, CHANNELS, Window.POINT));
    }

    static ImmutableMap<String, TensorInfo> parameters() {
        return LoadedGraph.parameters(Mixer::new);
    }

    /** Two predictions {@code [batch, 4, h, w]} to one. */
    Tensor mix(Tensor first, Tensor second) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(layers.forward(torch.cat(new TensorVector(first, second), 1)));
        }
    }
}

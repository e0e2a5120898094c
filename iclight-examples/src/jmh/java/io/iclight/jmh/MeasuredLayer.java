package io.iclight.jmh;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.Weights;
import io.iclight.models.layers.ImageLayout;
import io.iclight.models.layers.Inference;
import io.iclight.models.layers.Layer;
import io.iclight.models.layers.LoadedGraph;
import java.util.Random;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** A layer with parameters from a seed, and input for it. */
final class MeasuredLayer implements AutoCloseable {

    private final LoadedGraph<Layer> layer;
    private final Tensor input;

    private MeasuredLayer(LoadedGraph<Layer> layer, Tensor input) {
        this.layer = layer;
        this.input = input;
    }

    /** A layer on {@code [batch, channels, height, width]}, laid out as the graphs have it. */
    static MeasuredLayer onPixels(Function<Weights, Layer> constructor, long... shape) {
        return of(constructor, ImageLayout.CHANNELS_LAST, shape);
    }

    /** A layer on {@code [batch, tokens, channels]}. */
    static MeasuredLayer onTokens(Function<Weights, Layer> constructor, long... shape) {
        return of(constructor, Tensor::contiguous, shape);
    }

    private static MeasuredLayer of(Function<Weights, Layer> constructor, Layer layout, long... shape) {
        LoadedGraph<Layer> layer = LoadedGraph.load(
                "a layer", HashWeights.model(LoadedGraph.parameters(constructor), 1), ElementType.F32, constructor);
        try (TensorScope scope = TensorScope.open()) {
            return new MeasuredLayer(layer, scope.keep(layout.forward(gaussian(shape))));
        }
    }

    private static Tensor gaussian(long... shape) {
        int length = 1;
        for (long axis : shape) {
            length = Math.multiplyExact(length, Math.toIntExact(axis));
        }
        Random random = new Random(1);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return TensorData.ofFloats(values, shape);
    }

    void forward() {
        try (Inference inference = layer.infer()) {
            layer.graph().forward(input);
        }
    }

    @Override
    public void close() {
        input.close();
        layer.close();
    }
}

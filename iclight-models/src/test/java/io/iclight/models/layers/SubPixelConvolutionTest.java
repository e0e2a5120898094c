package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Doubling and convolving at once, against a float64 convolution of what is doubled. */
@ExtendWith(TensorScopeExtension.class)
final class SubPixelConvolutionTest {

    private static final int IN = 48;
    private static final int OUT = 32;

    @Test
    void itIsAConvolutionOfWhatIsDoubled() {
        for (long[] size : new long[][] {{1, IN, 1, 1}, {2, IN, 5, 3}, {3, IN, 16, 17}}) {
            Tensor x = torch.randn(size, Placement.CPU_F32.options());
            Tensor exact = output(source(1), ElementType.F64, x.toType(ElementType.F64.scalarType()));

            assertThat(distance(output(source(1), ElementType.F32, x), exact)).isLessThan(1e-6);
        }
    }

    @Test
    void itIsCountedAsItIsDefined() {
        Tensor x = torch.randn(new long[] {2, IN, 5, 3}, Placement.CPU_F32.options());
        try (FlopCounter counter = FlopCounter.open()) {
            output(source(1), ElementType.F32, x);

            assertThat(counter.total()).isEqualTo(2L * 2 * OUT * 10 * 6 * IN * 9);
        }
    }

    @Test
    void changedParametersChangeIt() {
        Tensor x = torch.randn(new long[] {1, IN, 4, 4}, Placement.CPU_F32.options());
        try (LoadedGraph<Layer> graph = load(source(1), ElementType.F32);
                LoadedGraph<Layer> changed = graph.with(source(2));
                LoadedGraph<Layer> shared = graph.shared()) {
            assertThat(output(changed, x).equal(output(source(2), ElementType.F32, x)))
                    .isTrue();
            assertThat(output(shared, x).equal(output(graph, x))).isTrue();
            assertThat(TensorData.floats(graph.parameters().read("weight")))
                    .isEqualTo(TensorData.floats(source(1).read("weight")));
        }
    }

    private static Layer layer(Weights weights) {
        return new EnlargedConv2d(weights, IN, OUT);
    }

    private static TensorSource source(int seed) {
        return HashWeights.model(LoadedGraph.parameters(SubPixelConvolutionTest::layer), seed);
    }

    private static LoadedGraph<Layer> load(TensorSource source, ElementType type) {
        return LoadedGraph.load("a layer", source, type, SubPixelConvolutionTest::layer);
    }

    private static Tensor output(TensorSource source, ElementType type, Tensor x) {
        try (LoadedGraph<Layer> graph = load(source, type)) {
            return output(graph, x);
        }
    }

    private static Tensor output(LoadedGraph<Layer> graph, Tensor x) {
        try (Inference inference = graph.infer()) {
            return inference.handOut(graph.graph().forward(x));
        }
    }

    private static double distance(Tensor actual, Tensor expected) {
        return actual.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}

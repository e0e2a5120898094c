package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.Storage;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.blocks.NormSettings;
import java.util.function.Function;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer whose weight lies as the JVM's kernel reads it, against the definition in float64. */
@ExtendWith(TensorScopeExtension.class)
class VectorWeightTest {

    private static final int IN = 320;
    private static final int OUT = 640;

    @Test
    void aLayerTakesItAndStaysExact() {
        Tensor x = torch.randn(new long[] {2, IN, 10, 12}, Placement.CPU_F32.options());
        Tensor sum = torch.randn(new long[] {2, OUT, 10, 12}, Placement.CPU_F32.options());
        try (LoadedGraph<Conv2d> graph = load(ElementType.F32);
                LoadedGraph<Conv2d> exact = load(ElementType.F64)) {
            Tensor expected = output(exact, x.toType(ElementType.F64.scalarType()));

            assertThat(distance(output(graph, x), expected)).isBetween(1e-7, 2e-5);
            assertThat(distance(added(graph, sum, x), expected.add(sum))).isLessThan(2e-5);
            assertThat(distance(differentiable(graph, x), expected)).isLessThan(2e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "F16"})
    void parametersAreReadAsTheSourceHasThem(String stored) {
        ElementType type = ElementType.valueOf(stored);
        TensorSource source = HashWeights.model(LoadedGraph.parameters(VectorWeightTest::conv), 1);
        Placement placement = Placement.CPU_F32.storing(
                type == ElementType.F32 ? Storage.Exact.AS_COMPUTED : new Storage.Rounded(type));
        try (LoadedGraph<Conv2d> graph = LoadedGraph.load("a layer", source, placement, VectorWeightTest::conv)) {
            Tensor rounded = source.read("weight").toType(type.scalarType()).toType(ElementType.F32.scalarType());

            assertThat(graph.parameters().read("weight").equal(rounded)).isTrue();
        }
    }

    /** 66 MiB of a map, whose strips have rows of their neighbours above and below. */
    @Test
    void stripsMeetWithoutASeam() {
        Tensor x = torch.randn(new long[] {1, 128, 96, 1408}, Placement.CPU_F32.options());
        try (LoadedGraph<NormalizedConv2d> graph = loadNormalized(ElementType.F32);
                LoadedGraph<NormalizedConv2d> exact = loadNormalized(ElementType.F64)) {
            Tensor expected = output(exact, x.toType(ElementType.F64.scalarType()));

            assertThat(distance(output(graph, x), expected)).isLessThan(2e-5);
        }
    }

    private static LoadedGraph<NormalizedConv2d> loadNormalized(ElementType type) {
        NormSettings settings = new NormSettings(32, 1e-6, Activation.SILU, MapSize.LARGE);
        Function<Weights, NormalizedConv2d> layer =
                weights -> settings.convolution(weights.at("norm"), weights.at("conv"), 128, 128);
        TensorSource source = HashWeights.model(LoadedGraph.parameters(layer), 1);
        return LoadedGraph.load("a layer", source, type, layer);
    }

    private static <L extends Layer> Tensor output(LoadedGraph<L> graph, Tensor x) {
        try (Inference inference = graph.infer()) {
            return inference.handOut(graph.graph().forward(x));
        }
    }

    private static Tensor added(LoadedGraph<Conv2d> graph, Tensor sum, Tensor x) {
        try (Inference inference = graph.infer()) {
            Tensor laid = ImageLayout.CHANNELS_LAST.forward(sum);
            return inference.handOut(graph.graph().addTo(laid.clone(), x));
        }
    }

    /** With a graph for gradients, which is libtorch's to compute. */
    private static Tensor differentiable(LoadedGraph<Conv2d> graph, Tensor x) {
        assertThat(GradMode.is_enabled()).isTrue();
        return graph.graph().forward(x);
    }

    private static LoadedGraph<Conv2d> load(ElementType type) {
        TensorSource source = HashWeights.model(LoadedGraph.parameters(VectorWeightTest::conv), 1);
        return LoadedGraph.load("a layer", source, type, VectorWeightTest::conv);
    }

    private static Conv2d conv(Weights weights) {
        return new Conv2d(weights, IN, OUT, Window.SAME_3X3, MapSize.LARGE);
    }

    private static double distance(Tensor actual, Tensor expected) {
        return actual.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}

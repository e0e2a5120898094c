package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Winograd's algorithm, against the definition in float64. */
@ExtendWith(TensorScopeExtension.class)
final class WinogradConvolutionTest {

    private static final int OUT = 320;

    @Test
    void theErrorStaysWithinItsBound() {
        assertExact(320, torch.randn(new long[] {2, 320, 8, 12}, Placement.CPU_F32.options()), 2e-5);
        assertExact(960, torch.randn(new long[] {1, 960, 4, 16}, Placement.CPU_F32.options()), 2e-5);
    }

    /** Of 1.8 times the bytes of a band, in 11 rows of tiles. */
    @Test
    void bandsMeetWithoutASeam() {
        assertExact(320, torch.randn(new long[] {1, 320, 44, 928}, Placement.CPU_F32.options()), 2e-5);
    }

    @Test
    void otherSizesAreConvolvedAsDefined() {
        assertExact(320, torch.randn(new long[] {1, 320, 6, 4}, Placement.CPU_F32.options()), 2e-6);
    }

    @Test
    void sumsAreExactToo() {
        Tensor x = torch.randn(new long[] {2, OUT, 8, 4}, Placement.CPU_F32.options());
        Tensor laid = ImageLayout.CHANNELS_LAST.forward(x);
        try (LoadedGraph<Conv2d> graph = load(source(OUT), OUT, ElementType.F32);
                Inference inference = graph.infer()) {
            Tensor expected = laid.add(graph.graph().forward(laid));

            assertThat(distance(graph.graph().addTo(laid.clone(), laid), expected))
                    .isLessThan(1e-7);
        }
    }

    @Test
    void changedParametersChangeIt() {
        Tensor x = torch.randn(new long[] {1, OUT, 4, 4}, Placement.CPU_F32.options());
        TensorSource other = HashWeights.model(LoadedGraph.parameters(conv(OUT)), 2);
        try (LoadedGraph<Conv2d> graph = load(source(OUT), OUT, ElementType.F32);
                LoadedGraph<Conv2d> changed = graph.with(other);
                LoadedGraph<Conv2d> fresh = load(other, OUT, ElementType.F32)) {
            assertThat(output(changed, x).equal(output(fresh, x))).isTrue();
        }
    }

    private static void assertExact(int in, Tensor x, double bound) {
        try (LoadedGraph<Conv2d> graph = load(source(in), in, ElementType.F32);
                LoadedGraph<Conv2d> exact = load(source(in), in, ElementType.F64)) {
            Tensor expected = output(exact, x.toType(ElementType.F64.scalarType()));

            assertThat(distance(output(graph, x), expected)).isLessThan(bound);
        }
    }

    private static Function<Weights, Conv2d> conv(int in) {
        return weights -> new Conv2d(weights, in, OUT, Window.SAME_3X3);
    }

    private static TensorSource source(int in) {
        return HashWeights.model(LoadedGraph.parameters(conv(in)), 1);
    }

    private static LoadedGraph<Conv2d> load(TensorSource source, int in, ElementType type) {
        return LoadedGraph.load("a layer", source, type, conv(in));
    }

    private static Tensor output(LoadedGraph<Conv2d> graph, Tensor x) {
        try (Inference inference = graph.infer()) {
            return inference.handOut(graph.graph().forward(x));
        }
    }

    private static double distance(Tensor actual, Tensor expected) {
        return actual.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}

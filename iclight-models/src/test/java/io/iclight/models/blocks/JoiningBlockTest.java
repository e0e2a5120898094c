package io.iclight.models.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.Storage;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.ChannelPair;
import io.iclight.models.layers.Inference;
import io.iclight.models.layers.LoadedGraph;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A residual block of two feature maps is that of both in one piece. */
@ExtendWith(TensorScopeExtension.class)
final class JoiningBlockTest {

    private static final int FEATURES = 80;
    private static final int SKIP = 64;
    private static final int OUT = 48;

    /** A group of 18 channels lies in both maps. */
    private static final NormSettings NORM = new NormSettings(8, 1e-5, Activation.SILU);

    private final TensorSource parameters = HashWeights.model(LoadedGraph.parameters(JoiningBlockTest::inOnePiece), 4);

    private static ResidualBlock inOnePiece(Weights weights) {
        return new ResidualBlock(weights, FEATURES + SKIP, OUT, NORM);
    }

    private static JoiningBlock apart(Weights weights) {
        return new JoiningBlock(weights, FEATURES, SKIP, OUT, NORM);
    }

    private <T> LoadedGraph<T> load(Function<Weights, T> graph, Placement placement) {
        return LoadedGraph.load("a block", parameters, placement, graph);
    }

    private static Tensor map(int channels, int height, int width) {
        Tensor lies = torch.randn(new long[] {2, channels, height, width}, Placement.CPU_F32.options());
        return lies.add(new Scalar(3)).contiguous(MemoryFormat.ChannelsLast);
    }

    private static Tensor shift() {
        return torch.randn(new long[] {1, OUT}, Placement.CPU_F32.options());
    }

    private static Tensor joined(ChannelPair pair) {
        return torch.cat(new TensorVector(pair.first(), pair.second()), 1);
    }

    /** The larger size is read where it lies. */
    @ParameterizedTest
    @CsvSource({"F32, 40, 36", "F32, 5, 7", "F16, 40, 36"})
    void theOutputIsThatOfBothInOnePiece(ElementType stored, int height, int width) {
        Placement placement = Placement.CPU_F32.storing(stored);
        ChannelPair pair = new ChannelPair(map(FEATURES, height, width), map(SKIP, height, width));
        Tensor shift = shift();
        try (LoadedGraph<JoiningBlock> apart = load(JoiningBlockTest::apart, placement);
                LoadedGraph<ResidualBlock> inOnePiece = load(JoiningBlockTest::inOnePiece, placement)) {
            Tensor expected = inOnePiece.graph().forward(joined(pair), shift);

            assertThat(distance(apart.graph().forward(pair, shift), expected)).isLessThan(2e-6);
            try (Inference inference = apart.infer()) {
                assertThat(distance(apart.graph().forward(pair, shift), expected))
                        .isLessThan(2e-6);
            }
        }
    }

    @Test
    void weightsOfIntegersAreRoundedApart() {
        Placement integers = Placement.CPU_F32.storing(new Storage.Rounded(ElementType.I8));
        ChannelPair pair = new ChannelPair(map(FEATURES, 20, 24), map(SKIP, 20, 24));
        Tensor shift = shift();
        try (LoadedGraph<JoiningBlock> apart = load(JoiningBlockTest::apart, integers);
                LoadedGraph<ResidualBlock> exact = load(JoiningBlockTest::inOnePiece, Placement.CPU_F32);
                Inference inference = apart.infer()) {
            assertThat(distance(
                            apart.graph().forward(pair, shift), exact.graph().forward(joined(pair), shift)))
                    .isBetween(1e-4, 0.05);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16", "I8"})
    void parametersAreReadBackInOnePiece(ElementType stored) {
        Placement placement = Placement.CPU_F32.storing(new Storage.Rounded(stored));
        double rounding = stored == ElementType.I8 ? 0.01 : stored == ElementType.F16 ? 1e-3 : 0;
        try (LoadedGraph<JoiningBlock> apart = load(JoiningBlockTest::apart, placement)) {
            TensorSource held = apart.parameters();
            assertThat(held.tensors().keySet()).isEqualTo(parameters.tensors().keySet());
            for (String name : parameters.tensors().keySet()) {
                assertThat(distance(held.read(name), parameters.read(name)))
                        .as(name)
                        .isLessThanOrEqualTo(rounding);
            }
        }
    }

    @Test
    void theGradientReachesBothMaps() {
        ChannelPair pair = new ChannelPair(map(FEATURES, 3, 4), map(SKIP, 3, 4));
        Tensor whole = joined(pair).detach().set_requires_grad(true);
        pair.first().requires_grad_(true);
        pair.second().requires_grad_(true);
        Tensor shift = shift();
        try (LoadedGraph<JoiningBlock> apart = load(JoiningBlockTest::apart, Placement.CPU_F32);
                LoadedGraph<ResidualBlock> inOnePiece = load(JoiningBlockTest::inOnePiece, Placement.CPU_F32)) {
            apart.graph().forward(pair, shift).square().sum().backward();
            inOnePiece.graph().forward(whole, shift).square().sum().backward();

            Tensor both =
                    joined(new ChannelPair(pair.first().grad(), pair.second().grad()));
            assertThat(distance(both, whole.grad())).isLessThan(1e-5);
        }
    }

    @Test
    void nothingIsLeftBehind() {
        ChannelPair pair = new ChannelPair(map(FEATURES, 40, 36), map(SKIP, 40, 36));
        Tensor shift = shift();
        try (LoadedGraph<JoiningBlock> apart = load(JoiningBlockTest::apart, Placement.CPU_F32);
                Inference inference = apart.infer()) {
            apart.graph().forward(pair, shift).close();
            long before = Pointer.totalCount();
            apart.graph().forward(pair, shift).close();
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
        }
    }

    private static double distance(Tensor got, Tensor expected) {
        return got.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}

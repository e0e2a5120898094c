package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iclight.io.tensor.Device;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.ScaledIntegers;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Weights of 8-bit integers. */
@ExtendWith(TensorScopeExtension.class)
final class QuantizedWeightTest {

    private static final Placement INTEGERS = Placement.CPU_F32.storing(ElementType.I8);
    private static final int CHANNELS = 64;

    private static Layer convolution(Weights weights) {
        return new Conv2d(weights.at("conv"), CHANNELS, 2 * CHANNELS, Window.SAME_3X3);
    }

    private static Layer halving(Weights weights) {
        return new Conv2d(weights.at("conv"), CHANNELS, CHANNELS, new Window(3, 2, 1, 1));
    }

    private static Layer linear(Weights weights) {
        return Linear.withoutBias(weights.at("linear"), CHANNELS, 3 * CHANNELS);
    }

    private static Layer point(Weights weights) {
        return Conv2d.ofOnePixel(weights.at("point"), CHANNELS, CHANNELS);
    }

    private static Layer enlarging(Weights weights) {
        return new EnlargedConv2d(weights.at("up"), CHANNELS, CHANNELS);
    }

    private static LoadedGraph<Layer> load(Function<Weights, Layer> layer, TensorSource source, Placement placement) {
        return LoadedGraph.load("a layer", source, placement, layer);
    }

    private static TensorSource weights(Function<Weights, Layer> layer) {
        return HashWeights.model(LoadedGraph.parameters(layer), 1);
    }

    private static Tensor output(LoadedGraph<Layer> graph, Tensor x) {
        try (Inference inference = graph.infer()) {
            return inference.handOut(graph.graph().forward(x));
        }
    }

    private static Tensor pixels() {
        return torch.randn(new long[] {2, 8, 6, CHANNELS}, Placement.CPU_F32.options())
                .add(new Scalar(0.5))
                .permute(0, 3, 1, 2);
    }

    private static Tensor rows() {
        return torch.randn(new long[] {2, 33, CHANNELS}, Placement.CPU_F32.options());
    }

    @Test
    void theOutputIsThatOfTheExactWeightsButForRounding() {
        requireClose(QuantizedWeightTest::convolution, pixels());
        requireClose(QuantizedWeightTest::halving, pixels());
        requireClose(QuantizedWeightTest::point, pixels());
        requireClose(QuantizedWeightTest::enlarging, pixels());
        requireClose(QuantizedWeightTest::linear, rows());
    }

    private static void requireClose(Function<Weights, Layer> layer, Tensor x) {
        TensorSource source = weights(layer);
        try (LoadedGraph<Layer> exact = load(layer, source, Placement.CPU_F32);
                LoadedGraph<Layer> rounded = load(layer, source, INTEGERS)) {
            assertThat(distance(output(rounded, x), output(exact, x))).isBetween(1e-3, 2e-2);
        }
    }

    /** Whole numbers that fit lose nothing: zero points, scales and paddings are where they should be. */
    @Test
    void whatEightBitsHoldIsExact() {
        Tensor x = torch.randint(0, 256, new long[] {1, 5, 7, CHANNELS}, Placement.CPU_F32.options());
        x.view(-1).narrow(0, 0, 2).copy_(torch.arange(new Scalar(0), new Scalar(256), new Scalar(255)));
        Tensor weight =
                torch.randint(-127, 128, new long[] {2 * CHANNELS, CHANNELS, 3, 3}, Placement.CPU_F32.options());
        weight.flatten(1, -1).narrow(1, 0, 1).fill_(new Scalar(127));
        Tensor image = x.permute(0, 3, 1, 2);
        OneDnn.Movement same = new OneDnn.Movement(1, 1, 1, 1);
        QuantizedWeight quantized = new QuantizedWeight(
                new ScaledIntegers(QuantizedWeight.ofKernels(weight, same), QuantizedWeight.scales(weight)));

        assertThat(quantized.values().equal(weight)).isTrue();
        Tensor zero = torch.zeros(new long[] {2 * CHANNELS}, Placement.CPU_F32.options());
        Tensor expected = OneDnn.convolve(image, OneDnn.pack(weight, same), Optional.of(zero), same);
        assertThat(distance(quantized.convolve(image, zero, same), expected)).isLessThan(1e-6);
    }

    @Test
    void addingToASumIsTheSameConvolution() {
        TensorSource source = weights(QuantizedWeightTest::convolution);
        try (LoadedGraph<Layer> graph = load(QuantizedWeightTest::convolution, source, INTEGERS);
                Inference inference = graph.infer()) {
            Tensor x = pixels();
            Tensor alone = graph.graph().forward(x);
            Tensor sum = torch.ones_like(alone);
            Tensor total = ((Conv2d) graph.graph()).addTo(sum, x);

            assertThat(total.equal(alone.add(new Scalar(1)))).isTrue();
        }
    }

    @Test
    void parametersAreReadAsTheyWereRoundedAndSmallOnesAreExact() {
        Function<Weights, Layer> layer = from -> new Conv2d(from.at("ends"), 8, CHANNELS, Window.SAME_3X3)
                .then(convolution(from))
                .then(Conv2d.ofOnePixel(from.at("point"), 2 * CHANNELS, CHANNELS));
        TensorSource source = weights(layer);
        try (LoadedGraph<Layer> graph = load(layer, source, INTEGERS);
                LoadedGraph<Layer> changed = graph.with(source)) {
            for (String name : source.tensors().keySet()) {
                Tensor exact = source.read(name);
                Tensor held = graph.parameters().read(name);
                boolean rounded = name.equals("conv.weight") || name.equals("point.weight");
                double half = exact.abs().max().item_double() / 127 / 2;

                assertThat(held.sub(exact).abs().max().item_double())
                        .as(name)
                        .isCloseTo(0, within(rounded ? 1.001 * half : 0));
                assertThat(held.equal(exact)).as(name).isEqualTo(!rounded);
                assertThat(changed.parameters().read(name).equal(held)).as(name).isTrue();
            }
        }
    }

    /** A gradient needs libtorch's own kernels, which have the rounded weight in float32. */
    @Test
    void withGradientsTheInputIsNotRounded() {
        TensorSource source = weights(QuantizedWeightTest::linear);
        try (LoadedGraph<Layer> rounded = load(QuantizedWeightTest::linear, source, INTEGERS);
                LoadedGraph<Layer> expected =
                        load(QuantizedWeightTest::linear, rounded.parameters(), Placement.CPU_F32)) {
            Tensor x = rows();
            Tensor withGradient = rounded.graph().forward(x.set_requires_grad(true));
            withGradient.sum().backward();

            assertThat(x.grad().defined()).isTrue();
            assertThat(distance(withGradient.detach(), output(expected, x.detach())))
                    .isLessThan(1e-6);
        }
    }

    @Test
    void integersAreRefusedWhereNothingComputesWithThem() {
        assertThatThrownBy(() -> Placement.cpu(ElementType.F16).storing(ElementType.I8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not F16 on cpu");
        assertThatThrownBy(() -> new Placement(Device.cuda(0), ElementType.F32).storing(ElementType.I8))
                .hasMessageContaining("not F32 on cuda");
    }

    private static double distance(Tensor actual, Tensor expected) {
        return actual.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}

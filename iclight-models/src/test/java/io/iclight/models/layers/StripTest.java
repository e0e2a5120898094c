package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.Placement;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Layers that cut large feature maps into strips, against the same layers in float64. */
@ExtendWith(TensorScopeExtension.class)
final class StripTest {

    private static final int CHANNELS = 32;
    private static final int GROUPS = 8;
    private static final double EPSILON = 1e-6;

    @Test
    void normalizedConvolutionIsExact() {
        Tensor x = image(2, 1024, 525);
        assertExact(StripTest::normalized, x);
    }

    @Test
    void enlargedConvolutionIsExact() {
        assertExact(weights -> new EnlargedConv2d(weights.at("conv"), CHANNELS, CHANNELS), image(1, 517, 260));
    }

    @Test
    void sumWithAConvolutionIsExact() {
        assertExact(
                weights -> {
                    NormalizedConv2d layer = normalized(weights);
                    return x -> layer.addTo(x.mul(new Scalar(2.0)), x);
                },
                image(1, 1024, 525));
    }

    @Test
    void sumInThePlaceOfTheInputIsExact() {
        assertExact(
                weights -> {
                    NormalizedConv2d layer = normalized(weights);
                    Layer addend = Conv2d.ofOnePixel(weights.at("addend"), CHANNELS, CHANNELS);
                    return x -> layer.consumeAdding(x.mul(new Scalar(2.0)), addend, x);
                },
                image(2, 1024, 525));
    }

    /** Feature maps of float64 are not cut. */
    private static void assertExact(Function<Weights, Layer> constructor, Tensor x) {
        Tensor before = x.clone();
        Tensor expected = output(constructor, ElementType.F64, x.toType(ElementType.F64.scalarType()));
        Tensor actual = output(constructor, ElementType.F32, x);
        double largest = expected.abs().max().item_double();

        assertThat(TensorData.shape(actual)).isEqualTo(TensorData.shape(expected));
        assertThat(actual.sub(expected).abs().max().item_double()).isLessThan(2e-5 * largest);
        assertThat(x.equal(before)).as("what is borrowed stays as it is").isTrue();
    }

    private static Tensor output(Function<Weights, Layer> constructor, ElementType type, Tensor x) {
        try (LoadedGraph<Layer> layer = LoadedGraph.load(
                        "a layer", HashWeights.model(LoadedGraph.parameters(constructor), 1), type, constructor);
                Inference inference = layer.infer()) {
            assertThat(Strip.suits(x, 2)).isEqualTo(type == ElementType.F32);
            return inference.handOut(layer.graph().forward(x));
        }
    }

    private static NormalizedConv2d normalized(Weights weights) {
        return new NormalizedConv2d(
                new GroupNorm(weights.at("norm"), GROUPS, CHANNELS, EPSILON), Activation.SILU, conv(weights));
    }

    private static Conv2d conv(Weights weights) {
        return new Conv2d(weights.at("conv"), CHANNELS, CHANNELS, Window.SAME_3X3);
    }

    /** Not around zero, and brighter towards the lower edge, so that strips differ. */
    private static Tensor image(long batch, long height, long width) {
        Tensor rows = torch.arange(new Scalar(height)).view(1, 1, height, 1).div(new Scalar((double) height));
        Tensor noise = torch.randn(new long[] {batch, CHANNELS, height, width}, Placement.CPU_F32.options());
        return ImageLayout.CHANNELS_LAST.forward(noise.mul(new Scalar(0.5)).add(rows.add(new Scalar(1.0))));
    }
}

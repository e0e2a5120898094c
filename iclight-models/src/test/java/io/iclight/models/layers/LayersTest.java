package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.ModelMemory;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.InputSignature.Axis;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TensorScopeExtension.class)
final class LayersTest {

    private final ModelMemory memory = new ModelMemory("layers under test");
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void countersSeeWhatTheirThreadComputesWhileTheyAreOpen() throws InterruptedException {
        Conv2d conv = made(weights -> new Conv2d(weights.at("conv"), 2, 3, Window.SAME_3X3));
        Linear linear = made(weights -> new Linear(weights.at("linear"), 4, 5));
        Attention attention = new Attention(2, Attention.Mask.NONE);
        Tensor image = TensorData.ofFloats(gaussian(2 * 6 * 4), 1, 2, 6, 4);
        Tensor tokens = TensorData.ofFloats(gaussian(3 * 4), 1, 3, 4);
        Tensor memory = TensorData.ofFloats(gaussian(7 * 4), 1, 7, 4);
        long ofConvolution = 2 * 3 * 6 * 4 * (2 * 3 * 3);
        long ofLinear = 2 * 3 * 4 * 5;
        long ofAttention = 2 * (3 * 4 * 7) * 2;

        conv.forward(image);
        try (FlopCounter outer = FlopCounter.open()) {
            conv.forward(image);
            try (FlopCounter inner = FlopCounter.open()) {
                linear.forward(tokens);
                assertThat(inner.total()).isEqualTo(ofLinear);
            }
            attention.forward(tokens, memory, memory);
            Thread other = new Thread(() -> linear.forward(tokens).close());
            other.start();
            other.join();
            assertThat(outer.of(FlopCounter.Kind.CONVOLUTION)).isEqualTo(ofConvolution);
            assertThat(outer.of(FlopCounter.Kind.ATTENTION)).isEqualTo(ofAttention);
            assertThat(outer.total()).isEqualTo(ofConvolution + ofLinear + ofAttention);
        }
    }

    @Test
    void convolutionIsTheSumOverItsWindow() {
        Window window = new Window(3, 2, 2, 2);
        Conv2d conv = made(weights -> new Conv2d(weights, 2, 3, window));
        float[] w = parameter("weight", 3, 2, 3, 3);
        float[] b = parameter("bias", 3);
        float[] x = gaussian(2 * 7 * 5);

        Tensor y = conv.forward(TensorData.ofFloats(x, 1, 2, 7, 5));

        assertThat(TensorData.shape(y).asList()).containsExactly(1L, 3L, 4L, 3L);
        float[] got = TensorData.floats(y);
        for (int out = 0; out < 3; out++) {
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 3; column++) {
                    double sum = b[out];
                    for (int tap = 0; tap < 2 * 3 * 3; tap++) {
                        int in = tap / 9;
                        int r = row * 2 - 2 + tap % 9 / 3 * 2;
                        int c = column * 2 - 2 + tap % 3 * 2;
                        boolean inside = r >= 0 && r < 7 && c >= 0 && c < 5;
                        sum += inside ? w[out * 18 + tap] * x[(in * 7 + r) * 5 + c] : 0;
                    }
                    assertThat((double) got[(out * 4 + row) * 3 + column]).isCloseTo(sum, within(1e-5));
                }
            }
        }
    }

    @Test
    void linearLayerReadsAConvolutionOfOnePixelAsItself() {
        Weights asked = Weights.survey(memory);
        new Conv2d(asked, 4, 6, Window.POINT);
        Tensor x = TensorData.ofFloats(gaussian(4 * 9), 1, 4, 3, 3);
        Conv2d conv = new Conv2d(weightsOf(asked), 4, 6, Window.POINT);
        Linear linear = Linear.orConvolution(weightsOf(asked), 4, 6);

        Tensor byLinear = linear.forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);

        assertClose(byLinear, conv.forward(x), 1e-6);
    }

    @Test
    void inferenceComputesWhatDifferentiationDoesAtAnySize() {
        Conv2d conv = made(weights -> new Conv2d(weights, 24, 40, Window.SAME_3X3.withStride(2)));
        Layer point = made(weights -> Conv2d.ofOnePixel(weights, 24, 40));
        Linear linear = made(weights -> Linear.withoutBias(weights, 24, 40));
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {7, 5}, {16, 24}}) {
            Tensor image = TensorData.ofFloats(gaussian(2 * 24 * size[0] * size[1]), 2, 24, size[0], size[1]);
            Tensor rows = image.flatten(2, 3).transpose(1, 2);
            assertClose(inferred(conv, image), conv.forward(image), 1e-5);
            assertClose(inferred(point, image), point.forward(image), 1e-5);
            assertClose(inferred(linear, rows), linear.forward(rows), 1e-5);
        }
    }

    private Tensor inferred(Layer layer, Tensor x) {
        try (Inference inference = Inference.with(memory)) {
            return inference.handOut(layer.forward(x));
        }
    }

    @Test
    void groupNormBringsEachGroupToItsWeightsAlone() {
        GroupNorm norm = made(weights -> new GroupNorm(weights, 2, 4, 0));
        Tensor x = TensorData.ofFloats(gaussian(4 * 15), 1, 4, 3, 5);
        Tensor scaled = x.mul(TensorData.ofFloats(new float[] {3, 3, 50, 50}, 1, 4, 1, 1));

        assertClose(norm.forward(scaled), norm.forward(x), 1e-5);
        assertThatThrownBy(() -> made(weights -> new GroupNorm(weights, 3, 4, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 channels")
                .hasMessageContaining("3 groups");
    }

    @Test
    void attentionIsTheSoftmaxOfScaledProductsOfEachHead() {
        Tensor q = TensorData.ofFloats(gaussian(2 * 5 * 6), 2, 5, 6);
        Tensor k = TensorData.ofFloats(gaussian(2 * 7 * 6), 2, 7, 6);
        Tensor v = TensorData.ofFloats(gaussian(2 * 7 * 6), 2, 7, 6);

        Tensor got = new Attention(3, Attention.Mask.NONE).forward(q, k, v);

        for (int head = 0; head < 3; head++) {
            Tensor scores = part(q, head).matmul(part(k, head).transpose(1, 2)).div(scalar(Math.sqrt(2)));
            Tensor expected = torch.softmax(scores, -1).matmul(part(v, head));
            assertClose(part(got, head), expected, 1e-6);
        }
    }

    @Test
    void causalAttentionDoesNotSeeLaterTokens() {
        Attention causal = new Attention(2, Attention.Mask.CAUSAL);
        Tensor x = TensorData.ofFloats(gaussian(6 * 4), 1, 6, 4);
        Tensor changed = torch.cat(vector(x.narrow(1, 0, 4), TensorData.ofFloats(gaussian(2 * 4), 1, 2, 4)), 1);

        Tensor before = causal.forward(x, x, x);
        Tensor after = causal.forward(changed, changed, changed);

        assertClose(after.narrow(1, 0, 4), before.narrow(1, 0, 4), 0);
        assertThat(TensorData.floats(after.narrow(1, 4, 2))).isNotEqualTo(TensorData.floats(before.narrow(1, 4, 2)));
    }

    @Test
    void activationsHaveTheirTextbookValues() {
        Tensor x = TensorData.ofFloats(new float[] {-1, 0, 2}, 3);
        double sigmoid1 = 1 / (1 + Math.exp(-1));
        double sigmoid2 = 1 / (1 + Math.exp(-2));

        assertClose(Activation.SILU.forward(x), triple(sigmoid1 - 1, 0, 2 * sigmoid2), 1e-6);
        assertClose(Activation.GELU.forward(x), triple(-0.15865525393, 0, 1.95449973610), 1e-6);
        assertClose(
                Activation.QUICK_GELU.forward(x),
                triple(-1 / (1 + Math.exp(1.702)), 0, 2 / (1 + Math.exp(-3.404))),
                1e-6);
        assertThat(Activation.named("swish")).contains(Activation.SILU);
        assertThat(Activation.named("softplus")).isEmpty();
    }

    @Test
    void layersAreDifferentiableAndInferenceIsNot() {
        Linear linear = made(weights -> new Linear(weights, 3, 2));
        Tensor x = TensorData.ofFloats(gaussian(3), 1, 3);
        x.requires_grad_(true);

        linear.forward(x).sum().backward();

        float[] w = parameter("weight", 2, 3);
        assertClose(x.grad(), TensorData.ofFloats(new float[] {w[0] + w[3], w[1] + w[4], w[2] + w[5]}, 1, 3), 1e-6);
        try (Inference inference = Inference.with(memory)) {
            assertThat(linear.forward(x).requires_grad()).isFalse();
        }
        assertThat(linear.forward(x).requires_grad()).isTrue();
    }

    @Test
    void inferenceNeedsAnOpenModelAndFreesAllButItsResult() {
        Linear linear = made(weights -> new Linear(weights, 3, 2));
        Tensor x = TensorData.ofFloats(gaussian(3), 1, 3);
        long before = Pointer.totalCount();
        Tensor result;
        try (Inference inference = Inference.with(memory)) {
            linear.forward(x);
            result = inference.handOut(linear.forward(x));
        }
        assertThat(Pointer.totalCount()).isEqualTo(before + 1);
        assertThat(TensorData.floats(result)).hasSize(2);

        memory.close();
        assertThatThrownBy(() -> Inference.with(memory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("layers under test is closed");
    }

    @Test
    void aWrongArgumentIsNamedWithWhatWasExpectedAndFound() {
        InputSignature signature = InputSignature.of(
                "sample", ElementType.F32, Axis.any("batch"), Axis.of("channels", 8), Axis.upTo("tokens", 77));
        signature.check(torch.zeros(2, 8, 77));

        assertThatThrownBy(() -> signature.check(torch.zeros(2, 4, 77)))
                .isInstanceOf(InputException.class)
                .hasMessage("sample: expected F32 [batch, channels = 8, tokens <= 77], found F32 [2, 4, 77]");
        assertThatThrownBy(() -> signature.check(torch.zeros(2, 8))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> signature.check(torch.zeros(2, 8, 78))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> signature.check(torch.zeros(0, 8, 1))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> signature.check(TensorData.ofLongs(new long[8], 1, 8, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("found I64 [1, 8, 1]");
    }

    /** Builds a layer twice: to learn which parameters it asks for, and with those. */
    /** Of one batch again and again, what is measured comes to be its mean and variance, and then does in their place. */
    @Test
    void batchNormalizationMeasuresWhileItIsTrained() {
        Map<String, Tensor> parameters = Map.of(
                "weight", torch.ones(2).set_requires_grad(true),
                "bias", torch.zeros(2),
                "running_mean", torch.zeros(2),
                "running_var", torch.ones(2));
        BatchNorm2d norm = new BatchNorm2d(Weights.of(sourceOf(parameters), memory, ElementType.F32), 2);
        Tensor x = TensorData.ofFloats(gaussian(4 * 2 * 8 * 8), 4, 2, 8, 8)
                .mul(scalar(3))
                .add(scalar(5));

        Tensor byTheBatch = norm.forward(x);
        assertThat(byTheBatch.mean().item_float()).isCloseTo(0, within(1e-4f));
        for (int i = 0; i < 100; i++) {
            norm.forward(x);
        }
        assertThat(parameters.get("running_mean").mean().item_float())
                .isCloseTo(x.mean().item_float(), within(1e-3f));
        try (TensorScope inner = TensorScope.open()) {
            new NoGradGuard();
            // The measured variance is the unbiased one.
            assertClose(norm.forward(x), byTheBatch, 0.01);
            assertClose(norm.forward(x.narrow(0, 1, 1)), norm.forward(x).narrow(0, 1, 1), 1e-5);
        }
    }

    /** A source that hands out the very tensors, so that what a layer measures can be seen. */
    private static TensorSource sourceOf(Map<String, Tensor> tensors) {
        return new TensorSource() {
            @Override
            public ImmutableMap<String, TensorInfo> tensors() {
                return ImmutableMap.copyOf(
                        Maps.transformValues(tensors, t -> new TensorInfo(ElementType.F32, TensorData.shape(t))));
            }

            @Override
            public Tensor read(String name) {
                return new Tensor(tensors.get(name));
            }

            @Override
            public String origin() {
                return "a test";
            }

            @Override
            public void close() {}
        };
    }

    private <T> T made(Function<Weights, T> constructor) {
        Weights asked = Weights.survey(memory);
        constructor.apply(asked);
        return constructor.apply(weightsOf(asked));
    }

    private Weights weightsOf(Weights asked) {
        return Weights.of(HashWeights.model(asked.asked(), 3), memory, ElementType.F32);
    }

    private float[] parameter(String name, long... shape) {
        Weights asked = Weights.survey(memory);
        asked.parameter(name, shape);
        return TensorData.floats(weightsOf(asked).parameter(name, shape));
    }

    private float[] gaussian(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Tensor part(Tensor x, int head) {
        return x.narrow(2, head * 2L, 2);
    }

    private static Scalar scalar(double value) {
        return new Scalar(value);
    }

    private static TensorVector vector(Tensor... tensors) {
        return new TensorVector(tensors);
    }

    private static Tensor triple(double a, double b, double c) {
        return TensorData.ofFloats(new float[] {(float) a, (float) b, (float) c}, 3);
    }

    private static void assertClose(Tensor got, Tensor expected, double tolerance) {
        assertThat(TensorData.shape(got)).isEqualTo(TensorData.shape(expected));
        assertThat(TensorData.floats(got)).containsExactly(TensorData.floats(expected), within((float) tolerance));
    }
}

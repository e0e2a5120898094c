package io.iclight.models.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.ModelMemory;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.Weights;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.FlopCounter;
import io.iclight.models.layers.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TensorScopeExtension.class)
final class UNetTest {

    private static final UNetConfig CONFIG = UNetConfig.of(JsonReader.parse("""
            {"in_channels": 8, "block_out_channels": [16, 24], "layers_per_block": 1, "norm_num_groups": 8,
             "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
             "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
             "cross_attention_dim": 12, "attention_head_dim": 4}""", "a tiny UNet"));

    private final GaussianTensors gaussian = new GaussianTensors(11);
    private final UNet unet = new UNet(CONFIG, weights(), ElementType.F32);

    @AfterEach
    void close() {
        unet.close();
    }

    @Test
    void samplesOfABatchDoNotSeeEachOther() {
        Tensor a = gaussian.of(1, 8, 6, 4);
        Tensor b = gaussian.of(1, 8, 6, 4);
        Tensor forA = gaussian.of(1, 5, 12);
        Tensor forB = gaussian.of(1, 5, 12);

        Tensor both = unet.forward(cat(a, b), 700, cat(forA, forB));

        assertClose(both.narrow(0, 0, 1), unet.forward(a, 700, forA));
        assertClose(both.narrow(0, 1, 1), unet.forward(b, 700, forB));
    }

    /** Neither attention nor a UNet knows where a token stands. */
    @Test
    void theOrderOfThePromptsTokensDoesNotMatterHere() {
        Tensor sample = gaussian.of(1, 8, 6, 4);
        Tensor context = gaussian.of(1, 5, 12);

        assertClose(unet.forward(sample, 20, context.flip(1)), unet.forward(sample, 20, context));
    }

    @Test
    void anySizeIsTakenAndKept() {
        for (long[] size : new long[][] {{1, 1}, {2, 3}, {7, 5}, {8, 8}}) {
            Tensor out = unet.forward(gaussian.of(1, 8, size[0], size[1]), 0, gaussian.of(1, 1, 12));
            assertThat(TensorData.shape(out).asList()).containsExactly(1L, 4L, size[0], size[1]);
            assertThat(out.is_contiguous()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"layers_per_block\": [1, 3]",
                "\"use_linear_projection\": true",
                "\"transformer_layers_per_block\": [2, 0]",
                "\"attention_head_dim\": [5, 3]",
                "\"downsample_padding\": 0",
                "\"mid_block_type\": \"UNetMidBlock2D\", \"mid_block_scale_factor\": 1.5",
                "\"flip_sin_to_cos\": false, \"freq_shift\": 1, \"time_embedding_dim\": 20, \"act_fn\": \"gelu\""
            })
    void settingsFitTogether(String settings) {
        UNetConfig config = UNetConfig.of(JsonReader.parse("""
                {"block_out_channels": [16, 24], "norm_num_groups": 8, "cross_attention_dim": 12,
                 "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
                 "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D"], %s}""".formatted(settings), settings));

        try (UNet other = new UNet(config, HashWeights.model(UNet.parameters(config), 5), ElementType.F32)) {
            Tensor out = other.forward(gaussian.of(1, 4, 7, 6), 500, gaussian.of(1, 3, 12));
            assertThat(TensorData.shape(out).asList()).containsExactly(1L, 4L, 7L, 6L);
            assertThat(out.std().item_float()).isBetween(0.01f, 100f);
        }
    }

    @Test
    void timestepsMayBeFractional() {
        Tensor sample = gaussian.of(1, 8, 4, 4);
        Tensor context = gaussian.of(1, 5, 12);
        double atWhole = distance(unet.forward(sample, 799, context), unet.forward(sample, 799.2, context));
        double near = distance(unet.forward(sample, 799.2, context), unet.forward(sample, 799.2001, context));

        assertThat(atWhole).isGreaterThan(1e-4);
        assertThat(near).isLessThan(atWhole / 100);
    }

    @Test
    void observersSeeEveryPartInOrder() {
        List<String> parts = new ArrayList<>();
        Map<String, List<Long>> shapes = new HashMap<>();

        unet.forward(gaussian.of(2, 8, 7, 4), 5, gaussian.of(2, 5, 12), (part, output) -> {
            parts.add(part);
            shapes.put(part, TensorData.shape(output).asList());
        });

        assertThat(parts)
                .containsExactly(
                        "time_embedding",
                        "conv_in",
                        "down_blocks.0",
                        "down_blocks.1",
                        "mid_block",
                        "up_blocks.0",
                        "up_blocks.1");
        assertThat(shapes)
                .containsEntry("time_embedding", List.of(2L, 64L))
                .containsEntry("down_blocks.0", List.of(2L, 16L, 4L, 2L))
                .containsEntry("mid_block", List.of(2L, 24L, 4L, 2L))
                .containsEntry("up_blocks.0", List.of(2L, 24L, 7L, 4L));
    }

    /** A trainer uses the same graph; the slope along a direction is compared with a quotient of differences. */
    @Test
    void theGraphIsDifferentiable() {
        try (ModelMemory memory = new ModelMemory("a UNet in float64")) {
            UNetGraph graph = new UNetGraph(Weights.of(weights(), memory, ElementType.F64), CONFIG);
            Tensor context = gaussian.of(1, 3, 12).toType(ElementType.F64.scalarType());
            Tensor sample = gaussian.of(1, 8, 4, 6).toType(ElementType.F64.scalarType());
            Tensor direction = gaussian.of(1, 8, 4, 6).toType(ElementType.F64.scalarType());
            double step = 1e-5;

            Tensor ahead = sample.add(direction.mul(new Scalar(step)));
            Tensor behind = sample.sub(direction.mul(new Scalar(step)));
            double quotient = (loss(graph, ahead, context) - loss(graph, behind, context)) / (2 * step);
            sample.requires_grad_(true);
            graph.forward(sample, new double[] {300}, context).square().sum().backward();

            assertThat(sample.grad().mul(direction).sum().item_double())
                    .isCloseTo(quotient, within(Math.abs(quotient) * 1e-6));
        }
    }

    private static double loss(UNetGraph graph, Tensor sample, Tensor context) {
        return graph.forward(sample, new double[] {300}, context).square().sum().item_double();
    }

    /**
     * Counted by others for the guidance pair at 512x512 pixels, in TFLOP and three digits: convolutions 0.888, linear
     * layers 0.467 with the time's for each sample (here they are computed once), attention 0.252. A count is a polynomial
     * of the width, {@code a w + b w^2}, so UNets of an eighth and of a quarter of the width tell that of the whole.
     */
    @Test
    void stableDiffusionsWorkIsWhatOthersCount() {
        Map<FlopCounter.Kind, Long> eighth = flops(40);
        Map<FlopCounter.Kind, Long> quarter = flops(80);
        Map<FlopCounter.Kind, Double> counted = Map.of(
                FlopCounter.Kind.CONVOLUTION, 0.888, FlopCounter.Kind.LINEAR, 0.467, FlopCounter.Kind.ATTENTION, 0.252);

        counted.forEach((kind, tera) -> {
            long whole = 28 * quarter.get(kind) - 48 * eighth.get(kind);
            assertThat(whole / 1e12).as(kind.name()).isCloseTo(tera, within(6e-4));
        });
    }

    private Map<FlopCounter.Kind, Long> flops(int width) {
        UNetConfig config = UNetConfig.of(JsonReader.parse(
                """
                {"in_channels": 8, "block_out_channels": [%d, %d, %d, %d], "cross_attention_dim": %d, "norm_num_groups": 8}""".formatted(width, 2 * width, 4 * width, 4 * width, width * 768 / 320), "a narrow SD1.5"));
        try (UNet narrow = new UNet(config, HashWeights.model(UNet.parameters(config), 5), ElementType.F32);
                FlopCounter counter = FlopCounter.open()) {
            narrow.forward(gaussian.of(2, 8, 64, 64), 500, gaussian.of(2, 77, config.contextSize()));
            return Arrays.stream(FlopCounter.Kind.values()).collect(Collectors.toMap(kind -> kind, counter::of));
        }
    }

    @Test
    void tenCallsLeaveNothingBehind() {
        Tensor sample = gaussian.of(2, 8, 5, 4);
        Tensor context = gaussian.of(2, 3, 12);
        unet.forward(sample, 1, context).close();
        long before = Pointer.totalCount();

        for (int i = 0; i < 10; i++) {
            try (Tensor out = unet.forward(sample, i, context)) {
                assertThat(out.requires_grad()).isFalse();
            }
        }

        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void wrongArgumentsAreRefusedBeforeAnythingIsComputed() {
        Tensor sample = gaussian.of(2, 8, 4, 4);
        Tensor context = gaussian.of(2, 3, 12);

        assertThatThrownBy(() -> unet.forward(gaussian.of(2, 4, 4, 4), 1, context))
                .isInstanceOf(InputException.class)
                .hasMessage("the UNet's sample: expected F32 [batch, channels = 8, height, width], found F32"
                        + " [2, 4, 4, 4]");
        assertThatThrownBy(() -> unet.forward(sample, 1, gaussian.of(2, 3, 13)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("size = 12");
        assertThatThrownBy(() -> unet.forward(sample, 1, gaussian.of(1, 3, 12)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("batch of 2")
                .hasMessageContaining("one of 1");
        assertThatThrownBy(() -> unet.forward(sample.toType(ElementType.I64.scalarType()), 1, context))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found I64");
        assertThatThrownBy(() -> unet.forward(sample, Double.NaN, context))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void weightsThatDoNotFitAreReportedAndNothingIsKept() {
        Map<String, TensorInfo> changed = new HashMap<>(UNet.parameters(CONFIG));
        changed.remove("conv_out.bias");
        changed.put("conv_in.weight", TensorInfo.of(ElementType.F32, 16, 4, 3, 3));
        changed.put("class_embedding.weight", TensorInfo.of(ElementType.F32, 10, 64));
        HashWeights source = HashWeights.model(ImmutableMap.copyOf(changed), 1);
        long before = Pointer.totalCount();

        assertThatThrownBy(() -> new UNet(CONFIG, source, ElementType.F32))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("conv_out.bias")
                .hasMessageContaining("conv_in.weight: expected [16, 8, 3, 3], found [16, 4, 3, 3]")
                .hasMessageContaining("class_embedding.weight");
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void closingWaitsForACallThatRuns() throws Exception {
        Tensor sample = gaussian.of(1, 8, 4, 4);
        Tensor context = gaussian.of(1, 3, 12);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Tensor> call = threads.submit(() -> unet.forward(sample, 1, context, (part, output) -> {
                if (part.equals("mid_block")) {
                    inside.countDown();
                    await(goOn);
                }
            }));
            inside.await();
            Future<?> closing = threads.submit(unet::close);
            assertThatThrownBy(() -> closing.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            goOn.countDown();

            try (Tensor out = call.get()) {
                assertThat(TensorData.floats(out)).doesNotContain(Float.NaN);
            }
            closing.get();
        } finally {
            goOn.countDown();
            threads.shutdown();
        }
        assertThatThrownBy(() -> unet.forward(sample, 1, context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the UNet is closed");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HashWeights weights() {
        return HashWeights.model(UNet.parameters(CONFIG), 5);
    }

    private static Tensor cat(Tensor a, Tensor b) {
        return torch.cat(new TensorVector(a, b), 0);
    }

    private static double distance(Tensor a, Tensor b) {
        return a.sub(b).norm().item_double() / b.norm().item_double();
    }

    private static void assertClose(Tensor got, Tensor expected) {
        assertThat(distance(got, expected)).isLessThan(1e-5);
    }
}

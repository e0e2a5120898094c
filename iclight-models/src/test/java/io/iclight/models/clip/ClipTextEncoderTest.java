package io.iclight.models.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.ModelMemory;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.Weights;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.config.UnsupportedConfigException;
import io.iclight.models.layers.Activation;
import io.iclight.models.layers.InputException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TensorScopeExtension.class)
final class ClipTextEncoderTest {

    private static final int WORDS = 50;
    private static final int LENGTH = 9;
    private static final int SIZE = 8;

    private static ClipTextConfig config(int layers) {
        return new ClipTextConfig(WORDS, SIZE, layers, 2, 16, LENGTH, Activation.QUICK_GELU, 1e-5);
    }

    private static TensorSource weights(ClipTextConfig config) {
        return HashWeights.model(ClipTextEncoder.parameters(config), 1);
    }

    private static ClipTextEncoder encoder(int layers) {
        return new ClipTextEncoder(config(layers), weights(config(layers)), ElementType.F32);
    }

    private static long[] words(long seed) {
        return new Random(seed).longs(LENGTH, 0, WORDS).toArray();
    }

    @Test
    void aTokenSeesNothingBehindIt() {
        try (ClipTextEncoder encoder = encoder(2)) {
            long[] words = words(1);
            float[] before = TensorData.floats(encoder.forward(TensorData.ofLongs(words, 1, LENGTH)));
            words[5] = (words[5] + 1) % WORDS;
            float[] after = TensorData.floats(encoder.forward(TensorData.ofLongs(words, 1, LENGTH)));

            for (int i = 0; i < before.length; i++) {
                boolean seesIt = i / SIZE >= 5;
                assertThat(after[i] == before[i]).isEqualTo(!seesIt);
            }
        }
    }

    @Test
    void skippingLayersIsAnEncoderWithoutThem() {
        Tensor ids = TensorData.ofLongs(words(2), 1, LENGTH);
        try (ClipTextEncoder three = encoder(3);
                ClipTextEncoder one = encoder(1)) {
            assertThat(TensorData.floats(three.forward(ids, 2))).isEqualTo(TensorData.floats(one.forward(ids)));
            assertThat(TensorData.floats(three.forward(ids, 3))).isEqualTo(TensorData.floats(one.forward(ids, 1)));
            assertThatThrownBy(() -> three.forward(ids, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 3 can be skipped, got 4");
        }
    }

    @Test
    void rowsOfAPromptAreEncodedByThemselvesAndPutOneAfterTheOther() {
        ImmutableIntArray first = ImmutableIntArray.of(1, 2, 3);
        ImmutableIntArray second = ImmutableIntArray.of(4, 5, 6);
        try (ClipTextEncoder encoder = encoder(2)) {
            Tensor both = encoder.encode(new PromptChunks(ImmutableList.of(first, second)));
            assertThat(TensorData.shape(both).asList()).containsExactly(1L, 6L, (long) SIZE);
            assertThat(TensorData.floats(both.narrow(1, 3, 3)))
                    .containsExactly(
                            TensorData.floats(encoder.encode(new PromptChunks(ImmutableList.of(second)))),
                            within(1e-6f));
        }
    }

    @Test
    void positionsOfOldCheckpointsArePassedOver() {
        Map<String, TensorInfo> parameters = new HashMap<>(ClipTextEncoder.parameters(config(1)));
        parameters.put("text_model.embeddings.position_ids", TensorInfo.of(ElementType.I64, 1, LENGTH));
        try (TensorSource old = HashWeights.model(ImmutableMap.copyOf(parameters), 1);
                ClipTextEncoder encoder = new ClipTextEncoder(config(1), old, ElementType.F32)) {
            assertThat(encoder.config()).isEqualTo(config(1));
        }
        parameters.put("text_projection.weight", TensorInfo.of(ElementType.F32, SIZE, SIZE));
        try (TensorSource other = HashWeights.model(ImmutableMap.copyOf(parameters), 1)) {
            assertThatThrownBy(() -> new ClipTextEncoder(config(1), other, ElementType.F32))
                    .isInstanceOf(WeightsException.class)
                    .hasMessageContaining("unknown to the graph (1): text_projection.weight");
        }
    }

    @Test
    void wrongTokensAreRefused() {
        try (ClipTextEncoder encoder = encoder(1)) {
            assertThatThrownBy(() -> encoder.forward(TensorData.ofLongs(new long[] {3, WORDS}, 1, 2)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("expected 0 to 49, found 50");
            assertThatThrownBy(() -> encoder.forward(TensorData.ofLongs(new long[LENGTH + 1], 1, LENGTH + 1)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("length <= 9");
        }
    }

    @Test
    void everyParameterHasAGradient() {
        Map<String, Tensor> parameters = new HashMap<>();
        TensorSource source = new GradientSource(weights(config(2)), parameters);
        try (ModelMemory memory = new ModelMemory("a graph under test")) {
            ClipTextGraph graph = new ClipTextGraph(Weights.of(source, memory, ElementType.F32), config(2));
            Tensor out = graph.forward(TensorData.ofLongs(words(3), 1, LENGTH), 0);
            Tensor towards = TensorData.ofFloats(TensorData.floats(out.sin()), 1, LENGTH, SIZE);
            out.mul(towards).sum().backward();

            assertThat(parameters.keySet())
                    .isEqualTo(ClipTextEncoder.parameters(config(2)).keySet());
            // A key's bias moves all scores of a query alike, which the softmax does not see.
            parameters.forEach((name, parameter) -> assertThat(largest(parameter.grad()))
                    .as(name)
                    .satisfies(gradient -> assertThat(gradient > 1e-4).isEqualTo(!name.endsWith("k_proj.bias"))));
        }
    }

    private static float largest(Tensor tensor) {
        float largest = 0;
        for (float value : TensorData.floats(tensor)) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Parameters that are leaves of a differentiation, and remembered. */
    private record GradientSource(TensorSource source, Map<String, Tensor> read) implements TensorSource {

        @Override
        public ImmutableMap<String, TensorInfo> tensors() {
            return source.tensors();
        }

        @Override
        public Tensor read(String name) {
            Tensor tensor = source.read(name).requires_grad_(true);
            read.put(name, tensor);
            tensor.retainReference();
            return tensor;
        }

        @Override
        public String origin() {
            return source.origin();
        }

        @Override
        public void close() {
            source.close();
        }
    }

    @Test
    void nothingIsLeftBehind() {
        Tensor ids = TensorData.ofLongs(words(4), 1, LENGTH);
        encodeOnce(ids);
        long before = Pointer.totalCount();
        encodeOnce(ids);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static void encodeOnce(Tensor ids) {
        try (TensorScope inner = TensorScope.open();
                ClipTextEncoder encoder = encoder(2)) {
            encoder.forward(ids, 1);
            encoder.encode(new PromptChunks(ImmutableList.of(ImmutableIntArray.of(1, 2))));
        }
    }

    @Test
    void theConfigurationIsReadWithTransformersDefaults() {
        assertThat(ClipTextConfig.of(JsonReader.parse("{}", "config.json")))
                .isEqualTo(new ClipTextConfig(49408, 512, 12, 8, 2048, 77, Activation.QUICK_GELU, 1e-5));
        assertThat(ClipTextConfig.of(JsonReader.parse("{\"hidden_act\": \"gelu\", \"eos_token_id\": 2}", "config.json"))
                        .activation())
                .isEqualTo(Activation.GELU);
        assertThatThrownBy(() -> ClipTextConfig.of(JsonReader.parse("{\"hidden_act\": \"gelu_new\"}", "config.json")))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining("gelu_new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"num_hidden_layers\": 0",
                "\"num_hidden_layers\": 1000000",
                "\"num_attention_heads\": 0",
                "\"num_attention_heads\": 7",
                "\"vocab_size\": -1"
            })
    void countsThatMakeNoEncoderAreRefused(String setting) {
        assertThatThrownBy(() -> ClipTextConfig.of(JsonReader.parse("{" + setting + "}", "config.json")))
                .isInstanceOf(UnsupportedConfigException.class)
                .hasMessageStartingWith("config.json: the text encoder has " + setting);
    }
}

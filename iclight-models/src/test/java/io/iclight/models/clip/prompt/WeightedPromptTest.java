package io.iclight.models.clip.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.models.clip.ClipTextConfig;
import io.iclight.models.clip.ClipTextEncoder;
import io.iclight.models.clip.ClipTokenizer;
import io.iclight.models.clip.PromptChunks;
import io.iclight.models.clip.VocabularyFixture;
import io.iclight.models.layers.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WeightedPromptTest {

    private static final int LENGTH = 30;
    private static final int ROOM = LENGTH - 2;

    @TempDir
    private Path folder;

    private ClipTokenizer tokenizer;

    @BeforeEach
    void read() throws IOException {
        tokenizer = ClipTokenizer.read(VocabularyFixture.of().writeTo(folder)).withMaxLength(LENGTH);
    }

    @Test
    void plainTextHasTheRowsOfAPlainPromptAndNoWeights() {
        for (int tokens : new int[] {0, 1, ROOM, ROOM + 1, 3 * ROOM}) {
            String text = "7 ".repeat(tokens);
            WeightedPrompt prompt = WeightedPrompt.of(tokenizer, text);
            assertThat(prompt.chunks()).isEqualTo(PromptChunks.of(tokenizer, text));
            assertThat(prompt.weights())
                    .allSatisfy(row -> assertThat(row.asList()).containsOnly(1.0));
        }
    }

    @Test
    void weightsStandBesideTheirTokens() {
        WeightedPrompt prompt = WeightedPrompt.of(tokenizer, "1 (2 3:1.5) [4]");
        List<Double> weights = prompt.weights().get(0).asList();

        assertThat(weights.subList(0, 6)).containsExactly(1.0, 1.0, 1.5, 1.5, 1 / 1.1, 1.0);
        assertThat(weights).hasSize(LENGTH);
    }

    @Test
    void aBreakEndsARowAndAPhraseMovesWhole() {
        assertThat(tokens(WeightedPrompt.of(tokenizer, "1 2 BREAK 3"))).containsExactly("12", "3");
        assertThat(tokens(WeightedPrompt.of(tokenizer, "1 BREAK"))).containsExactly("1");

        String full = "1 ".repeat(ROOM - 4) + ", 2 3 4 ";
        assertThat(tokens(WeightedPrompt.of(tokenizer, full + "(5:1.2) 6")))
                .containsExactly("1".repeat(ROOM - 4) + ",", "23456");
        assertThat(WeightedPrompt.of(tokenizer, full + "(5:1.2) 6")
                        .weights()
                        .get(1)
                        .subArray(3, 6))
                .isEqualTo(ImmutableDoubleArray.of(1, 1.2, 1));
        // Too far behind the comma to move.
        assertThat(tokens(WeightedPrompt.of(tokenizer, "1 , " + "2 ".repeat(ROOM))))
                .containsExactly("1," + "2".repeat(ROOM - 2), "22");
    }

    /** What the tokens of each row spell, without start and end. */
    private List<String> tokens(WeightedPrompt prompt) {
        int end = tokenizer.specialTokens().end();
        return prompt.chunks().rows().stream()
                .map(row -> row.subArray(1, row.indexOf(end)).stream()
                        .mapToObj(id ->
                                "123456,".split("")[tokenizer.encode("123456,").indexOf(id)])
                        .reduce("", String::concat))
                .toList();
    }

    @Test
    void aRepeatedPromptKeepsItsWeights() {
        WeightedPrompt repeated =
                WeightedPrompt.of(tokenizer, "(1:2) BREAK (2:3)").repeatedTo(3);
        assertThat(repeated.weights().stream().map(row -> row.get(1))).containsExactly(2.0, 3.0, 2.0);
        assertThatThrownBy(() -> new WeightedPrompt(repeated.chunks(), ImmutableList.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 rows of 30 tokens");
    }

    @Test
    void emphasisKeepsTheMeanOfEachRowAndTheRatioOfVectors() {
        ClipTextConfig config = new ClipTextConfig(514, 8, 1, 2, 16, LENGTH, Activation.QUICK_GELU, 1e-5);
        PromptChunks chunks = new PromptChunks(
                ImmutableList.of(ImmutableIntArray.of(512, 7, 8, 513), ImmutableIntArray.of(512, 9, 513, 513)));
        ImmutableDoubleArray plain = ImmutableDoubleArray.of(1, 1, 1, 1);
        WeightedPrompt prompt =
                new WeightedPrompt(chunks, ImmutableList.of(ImmutableDoubleArray.of(1, 1.5, 0.5, 1), plain));
        long before = Pointer.totalCount();
        try (TensorScope scope = TensorScope.open();
                TensorSource weights = HashWeights.model(ClipTextEncoder.parameters(config), 1);
                ClipTextEncoder encoder = new ClipTextEncoder(config, weights, ElementType.F32)) {
            float[] z = TensorData.floats(encoder.encode(chunks));
            float[] multiplied = TensorData.floats(prompt.encode(encoder, 0, Emphasis.MULTIPLIED));
            float[] restored = TensorData.floats(prompt.encode(encoder, 0, Emphasis.RESTORED_MEAN));

            double ratio = mean(z, 0) / mean(multiplied, 0);
            for (int i = 0; i < z.length; i++) {
                double weight = prompt.weights().get(i / 32).get(i / 8 % 4);
                assertThat((double) multiplied[i]).isCloseTo(z[i] * weight, within(1e-6));
                assertThat((double) restored[i])
                        .isCloseTo(multiplied[i] * (i < 32 ? ratio : 1), within(1e-5 * Math.max(1, Math.abs(ratio))));
            }
            assertThat(mean(restored, 0)).isCloseTo(mean(z, 0), within(1e-5));
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static double mean(float[] rows, int row) {
        double sum = 0;
        for (float value : Arrays.copyOfRange(rows, 32 * row, 32 * row + 32)) {
            sum += value;
        }
        return sum / 32;
    }
}

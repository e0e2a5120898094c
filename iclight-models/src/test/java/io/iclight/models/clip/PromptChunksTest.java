package io.iclight.models.clip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptChunksTest {

    private static final int START = 512;
    private static final int END = 513;
    private static final int ROOM = 75;

    @TempDir
    private Path folder;

    private ClipTokenizer tokenizer;

    @BeforeEach
    void read() throws IOException {
        tokenizer = ClipTokenizer.read(VocabularyFixture.of().writeTo(folder));
    }

    private static String prompt(int tokens) {
        return "7 ".repeat(tokens);
    }

    @Test
    void rowsHoldTheTokensInOrderBetweenStartAndEnd() {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            int count = random.nextInt(4 * ROOM) + 1;
            String prompt = random.ints(count, '0', '9' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            PromptChunks chunks = PromptChunks.of(tokenizer, prompt);

            assertThat(chunks.rows()).hasSize((count + ROOM - 1) / ROOM);
            List<Integer> held = new ArrayList<>();
            for (ImmutableIntArray row : chunks.rows()) {
                assertThat(row.length()).isEqualTo(77);
                assertThat(row.get(0)).isEqualTo(START);
                List<Integer> rest = row.subArray(1, 77).asList();
                int tokens = rest.indexOf(END);
                held.addAll(rest.subList(0, tokens));
                assertThat(rest.subList(tokens, rest.size())).containsOnly(END);
            }
            assertThat(held).isEqualTo(tokenizer.encode(prompt).asList());
        }
    }

    @Test
    void anEmptyPromptIsOneRowWithoutTokens() {
        List<Integer> row = new ArrayList<>(List.of(START));
        row.addAll(Collections.nCopies(76, END));

        assertThat(PromptChunks.of(tokenizer, " \n").rows().stream().map(ImmutableIntArray::asList))
                .containsExactly(row);
    }

    @Test
    void theShorterPromptIsRepeatedWholeAndCut() {
        String three = prompt(2 * ROOM) + "1 2 3";
        String two = prompt(ROOM) + "4 5 6";
        PromptPair pair = PromptPair.of(tokenizer, two, prompt(4 * ROOM) + "8");

        List<ImmutableIntArray> rows = PromptChunks.of(tokenizer, two).rows();
        assertThat(pair.positive().rows())
                .containsExactly(rows.get(0), rows.get(1), rows.get(0), rows.get(1), rows.get(0));
        assertThat(pair.negative().rows()).hasSize(5);
        assertThat(PromptPair.of(tokenizer, three, "").negative().rows())
                .hasSize(3)
                .containsOnly(PromptChunks.of(tokenizer, "").rows().get(0));
    }
}

package io.iclight.train.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.models.clip.ClipTokenizer;
import io.iclight.train.caption.LightPhrases;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

    private static final int SIZE = 1500;

    @Test
    void theWordsOfCaptionsAreOneTokenEachAndOtherWordsStayShort(@TempDir Path folder) throws IOException {
        TokenizerFiles.write(BytePairs.learn(Corpus.text(), SIZE - TokenizerFiles.SPECIAL_TOKENS), SIZE, 40, folder);
        ClipTokenizer tokenizer = ClipTokenizer.read(folder);
        assertThat(tokenizer.vocabularySize()).isEqualTo(SIZE);
        assertThat(tokenizer.maxLength()).isEqualTo(40);
        assertThat(tokenizer.specialTokens().end()).isEqualTo(SIZE - 1);
        assertThat(LightPhrases.ALL)
                .allSatisfy(phrase ->
                        assertThat(tokenizer.encode(phrase.text()).length()).isEqualTo(words(phrase.text())));
        String ordinary = "a photo of an old sailor with a wooden pipe standing on a beach, cold winter morning";
        assertThat(tokenizer.encode(ordinary).length()).isLessThanOrEqualTo(2 * ordinary.split(" ").length);
        assertThat(tokenizer.encode("Füße 漢字 🙂").length()).isPositive();
    }

    @Test
    void learningDoesNotDependOnChance() {
        String text = "low low lower lowest";
        assertThat(BytePairs.learn(text, 1000).merges())
                .containsExactly("l o", "lo w", "lo w</w>", "low e", "lowe r</w>", "lowe s", "lowes t</w>");
        assertThat(BytePairs.learn(text, 515).ids()).hasSize(515).containsEntry("low</w>", 514);
    }

    private static int words(String phrase) {
        return phrase.replaceAll("[,-]", " $0 ").trim().split("\\s+").length;
    }

    @Test
    void moreTokensThanTheEncoderKnowsAreRefused(@TempDir Path folder) {
        BytePairs pairs = BytePairs.learn("low low lower", 1000);
        assertThatThrownBy(() -> TokenizerFiles.write(pairs, 515, 77, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 515");
        assertThat(folder).isEmptyDirectory();
    }
}

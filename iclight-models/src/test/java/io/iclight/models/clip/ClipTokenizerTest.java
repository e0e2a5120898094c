package io.iclight.models.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClipTokenizerTest {

    private static final int START = 512;
    private static final int END = 513;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void tokensSpellTheNormalizedText(TextRules rules) throws IOException {
        VocabularyFixture vocabulary = VocabularyFixture.random(new Random(1), 200);
        ClipTokenizer tokenizer = ClipTokenizer.read(vocabulary.writeTo(folder)).with(rules);
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            String text = anyText(random);
            String spelled = vocabulary.spelled(tokenizer.encode(text).asList());
            assertThat(withoutSpace(spelled)).isEqualTo(withoutSpace(rules.normalize(text)));
        }
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("[\\p{IsWhite_Space}]", "");
    }

    /** Characters of every plane, without halves of pairs. */
    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(1 + random.nextInt(40), 1, 0x30000)
                .map(c -> random.nextBoolean() ? c % 0x300 : c)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLowestRankMergesFirstAndTheLeftmostOfEqualOnes(long seed) throws IOException {
        Random random = new Random(seed);
        VocabularyFixture vocabulary = VocabularyFixture.random(random, 60);
        ClipTokenizer tokenizer = ClipTokenizer.read(vocabulary.writeTo(folder));
        for (int i = 0; i < 200; i++) {
            String word = abc(random, 1 + random.nextInt(90));
            assertThat(tokenizer.encode(word).asList()).isEqualTo(mergedOneByOne(word, vocabulary));
        }
    }

    static Stream<Long> seeds() {
        return Stream.of(3L, 4L, 5L, 6L);
    }

    private static String abc(Random random, int length) {
        return random.ints(length, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static List<Integer> mergedOneByOne(String word, VocabularyFixture vocabulary) {
        List<String> parts = new ArrayList<>(List.of(word.split("")));
        parts.add(parts.remove(parts.size() - 1) + "</w>");
        for (String merge : vocabulary.merges()) {
            for (int i = 0; i < parts.size() - 1; i++) {
                if (merge.equals(parts.get(i) + " " + parts.get(i + 1))) {
                    parts.set(i, parts.get(i) + parts.remove(i + 1));
                }
            }
        }
        return parts.stream().map(vocabulary.tokens()::indexOf).toList();
    }

    @Test
    void aWordMayBeLong() throws IOException {
        ClipTokenizer tokenizer =
                ClipTokenizer.read(VocabularyFixture.of("a a", "aa aa").writeTo(folder));

        assertThat(tokenizer.encode("a".repeat(200_001)).length()).isEqualTo(50_001);
    }

    @Test
    void halfASurrogatePairIsAQuestionMark() throws IOException {
        ClipTokenizer tokenizer = ClipTokenizer.read(VocabularyFixture.of().writeTo(folder));

        assertThat(tokenizer.encode("\uD83D")).isEqualTo(tokenizer.encode("?"));
    }

    @Test
    void theOriginalFileGivesTheSameTokens() throws IOException {
        VocabularyFixture vocabulary = VocabularyFixture.random(new Random(7), 100);
        ClipTokenizer fromFolder = ClipTokenizer.read(vocabulary.writeTo(folder));
        ClipTokenizer original = ClipTokenizer.readOriginal(vocabulary.writeMerges(folder.resolve("bpe.txt")));

        assertThat(original.specialTokens()).isEqualTo(fromFolder.specialTokens());
        Random random = new Random(8);
        for (int i = 0; i < 200; i++) {
            String text = abc(random, 20) + " " + anyText(random);
            assertThat(original.encode(text)).isEqualTo(fromFolder.encode(text));
        }
    }

    @Test
    void aVocabularyThatUnpacksToTooMuchIsRefused() throws IOException {
        Path file = folder.resolve("bpe.txt.gz");
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            byte[] mebibyte = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                packed.write(mebibyte);
            }
        }

        assertThatThrownBy(() -> ClipTokenizer.readOriginal(file))
                .isInstanceOf(TokenizerException.class)
                .hasMessageStartingWith(file + ": expected merges of at most 64 MiB, found more");
    }

    @Test
    void threadsShareATokenizer() throws IOException {
        VocabularyFixture vocabulary = VocabularyFixture.random(new Random(9), 100);
        ClipTokenizer shared = ClipTokenizer.read(vocabulary.writeTo(folder));
        ClipTokenizer alone = ClipTokenizer.read(folder);
        List<String> words = IntStream.range(0, 20_000)
                .mapToObj(i -> abc(new Random(i % 5_000), 1 + i % 70))
                .toList();

        assertThat(words.parallelStream().map(shared::encode).toList())
                .isEqualTo(words.stream().map(alone::encode).toList());
    }

    @Test
    void specialTokensInTheTextBecomeThemselves() throws IOException {
        ClipTokenizer tokenizer = ClipTokenizer.read(VocabularyFixture.of().writeTo(folder));

        assertThat(tokenizer.encode("!<|endoftext|><|startoftext|>").asList())
                .endsWith(END, START)
                .hasSize(3);
        for (TextRules rules : TextRules.values()) {
            assertThat(tokenizer.with(rules).encode("<|ENDOFTEXT|>").asList()).containsExactly(END);
        }
    }

    @Test
    void theFilesOfTheFolderSayWhatIsSpecial() throws IOException {
        VocabularyFixture.of("p a", "pa d</w>").writeTo(folder);
        Files.writeString(folder.resolve("special_tokens_map.json"), """
                {"bos_token": {"content": "<|startoftext|>", "normalized": true}, "pad_token": "pad</w>"}
                """);
        Files.writeString(folder.resolve("tokenizer_config.json"), """
                {"bos_token": "a", "unk_token": "!", "model_max_length": 10}
                """);
        ClipTokenizer tokenizer = ClipTokenizer.read(folder);

        assertThat(tokenizer.maxLength()).isEqualTo(10);
        assertThat(tokenizer.specialTokens()).isEqualTo(new SpecialTokens(514, 515, 513, 0));
        assertThat(tokenizer.encode("<|StartOfText|> pad</w> !").asList()).containsExactly(514, 513, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000000019884624838656", "2147483647", "1000001"})
    void noLimitToTheLengthIsClipsOwn(String length) throws IOException {
        VocabularyFixture.of("p a").writeTo(folder);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\": " + length + "}");
        assertThat(ClipTokenizer.read(folder).maxLength()).isEqualTo(77);
    }

    @Test
    void theSlowRulesSetChineseApartAndDropWhatIsNotSeen() {
        assertThat(TextRules.SLOW.normalize("日本の光\u200d影 \ufeffX")).isEqualTo(" 日 本 の 光 影 x");
        assertThat(TextRules.FAST.normalize("日本の光\u200d影 \ufeffX")).isEqualTo("日本の光\u200d影 \ufeffx");
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() throws IOException {
        VocabularyFixture.of("a b").writeTo(folder);
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\na b\nb c\n");
        assertThatThrownBy(() -> ClipTokenizer.read(folder))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("merges.txt")
                .hasMessageContaining("\"b c\" needs the token \"bc\"");

        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\nab\n");
        assertThatThrownBy(() -> ClipTokenizer.read(folder))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("merge 0 is \"ab\", expected two tokens");
    }

    @Test
    void aVocabularyWithoutTheSpecialTokensIsRefused() throws IOException {
        VocabularyFixture.of("a b").writeTo(folder);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"[SEP]\"}");
        assertThatThrownBy(() -> ClipTokenizer.read(folder))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("vocab.json")
                .hasMessageContaining("[SEP]");

        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\": 2}");
        assertThatThrownBy(() -> ClipTokenizer.read(folder))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("model_max_length is 2");
    }
}

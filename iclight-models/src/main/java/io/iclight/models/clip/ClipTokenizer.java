package io.iclight.models.clip;

import com.google.common.primitives.ImmutableIntArray;
import io.iclight.models.clip.TokenizerConfig.Special;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * CLIP's tokenizer: byte-level byte-pair encoding of lower-cased words.
 *
 * <p>Any text of any length has an encoding; half of a surrogate pair, which no well-formed text has, counts as a
 * question mark. Threads may share a tokenizer.
 *
 * <p>Sources: openai/CLIP, {@code simple_tokenizer.py}; huggingface/transformers, {@code CLIPTokenizerFast}.
 */
public final class ClipTokenizer {

    private final Vocabulary vocabulary;
    private final TokenizerConfig config;
    private final TextRules rules;
    private final SpecialTokens specialTokens;
    private final BytePairEncoder words;
    private final AddedTokens inTextAsGiven;
    private final AddedTokens inNormalizedText;

    private ClipTokenizer(Vocabulary vocabulary, TokenizerConfig config, TextRules rules) {
        this.vocabulary = vocabulary;
        this.config = config;
        this.rules = rules;
        this.specialTokens =
                new SpecialTokens(id(config.start()), id(config.end()), id(config.pad()), id(config.unknown()));
        this.words = new BytePairEncoder(vocabulary, specialTokens.unknown());
        Map<String, Special> byContent = new HashMap<>();
        config.inOrder().forEach(special -> byContent.put(special.content(), special));
        Map<String, Integer> asGiven = new HashMap<>();
        Map<String, Integer> normalized = new HashMap<>();
        byContent.forEach((content, special) -> {
            if (special.normalized() && rules.findsTokensInNormalizedText()) {
                normalized.put(rules.normalize(content), id(special));
            } else {
                asGiven.put(content, id(special));
            }
        });
        this.inTextAsGiven = AddedTokens.of(asGiven);
        this.inNormalizedText = AddedTokens.of(normalized);
    }

    private int id(Special special) {
        return vocabulary
                .find(special.content())
                .orElseThrow(
                        () -> new TokenizerException(vocabulary.origin() + ": the vocabulary lacks the special token "
                                + special.content() + "; is this CLIP's vocabulary?"));
    }

    /**
     * Reads the {@code tokenizer} folder of a diffusers model: {@code vocab.json} and {@code merges.txt}, and where they
     * are there {@code special_tokens_map.json} and {@code tokenizer_config.json}.
     *
     * @param folder that holds these files
     * @return the tokenizer, with the rules of {@link TextRules#FAST}
     * @throws TokenizerException if the files do not make a tokenizer
     * @throws io.iclight.io.json.JsonException if a file is not the JSON that it should be
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static ClipTokenizer read(Path folder) {
        Vocabulary vocabulary = VocabularyFiles.read(folder.resolve("vocab.json"), folder.resolve("merges.txt"));
        return new ClipTokenizer(vocabulary, TokenizerConfig.read(folder), TextRules.FAST);
    }

    /**
     * Reads a vocabulary alone; the special tokens and the length of a row are CLIP's.
     *
     * @param vocab {@code vocab.json}: each token's number
     * @param merges {@code merges.txt}: a merge on each line
     * @return the tokenizer, with the rules of {@link TextRules#FAST}
     * @throws TokenizerException if the files do not make a tokenizer
     * @throws io.iclight.io.json.JsonException if {@code vocab} is not an object of numbers
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public static ClipTokenizer read(Path vocab, Path merges) {
        return new ClipTokenizer(VocabularyFiles.read(vocab, merges), TokenizerConfig.CLIP, TextRules.FAST);
    }

    /**
     * Reads the file that openai/CLIP publishes.
     *
     * @param file {@code bpe_simple_vocab_16e6.txt.gz}, or the same unpacked
     * @return the tokenizer, with the rules of {@link TextRules#FAST}
     * @throws TokenizerException if the file does not make a tokenizer
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static ClipTokenizer readOriginal(Path file) {
        return new ClipTokenizer(VocabularyFiles.readOriginal(file), TokenizerConfig.CLIP, TextRules.FAST);
    }

    /**
     * Changes how texts are made uniform and cut into words.
     *
     * @param rules the rules
     * @return a tokenizer with the same vocabulary
     */
    public ClipTokenizer with(TextRules rules) {
        return new ClipTokenizer(vocabulary, config, rules);
    }

    /**
     * Changes the length of a row.
     *
     * @param length tokens, start and end included; 3 or more
     * @return a tokenizer that differs in this
     */
    public ClipTokenizer withMaxLength(int length) {
        return new ClipTokenizer(vocabulary, config.withMaxLength(length), rules);
    }

    /**
     * Encodes a text. Special tokens that are written out in it, such as {@code <|endoftext|>}, become themselves.
     *
     * @param text any, perhaps empty
     * @return the tokens, without start and end; empty where the text has nothing but white space
     */
    public ImmutableIntArray encode(String text) {
        ImmutableIntArray.Builder tokens = ImmutableIntArray.builder();
        inTextAsGiven.split(
                text,
                tokens::add,
                part -> inNormalizedText.split(
                        rules.normalize(part), tokens::add, between -> encodeWords(between, tokens)));
        return tokens.build();
    }

    private void encodeWords(String text, ImmutableIntArray.Builder tokens) {
        Matcher matcher = rules.words().matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            if (rules.isWhole(word)) {
                tokens.add(vocabulary.find(word).orElse(specialTokens.unknown()));
            } else {
                tokens.addAll(words.encode(word));
            }
        }
    }

    /**
     * Returns the tokens that no word makes.
     *
     * @return start, end, pad and unknown
     */
    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    /**
     * Returns how many tokens a row has that the text encoder takes.
     *
     * @return the length, start and end included; 77 in CLIP
     */
    public int maxLength() {
        return config.maxLength();
    }

    /**
     * Counts the tokens that there are.
     *
     * @return the size of the vocabulary; 49408 in CLIP
     */
    public int vocabularySize() {
        return vocabulary.ids().size();
    }

    @Override
    public String toString() {
        return "CLIP tokenizer of " + vocabulary.origin() + " (" + vocabularySize() + " tokens, " + rules + ")";
    }
}

package io.iclight.models.clip;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a text is made uniform and cut into words. The tokenizers of transformers come in two implementations, which
 * differ for scripts and characters that are rare in prompts.
 *
 * <p>What counts as a letter is what the running Java knows: Unicode 13 in Java 17.
 */
public enum TextRules {
    /**
     * As {@code CLIPTokenizerFast}: characters are composed (NFC), lower-cased one by one, and kept whatever they are.
     */
    FAST(List.of(), 0) {
        @Override
        String normalize(String text) {
            String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
            StringBuilder lower = new StringBuilder(composed.length());
            composed.codePoints().forEach(c -> appendLowerCase(c, lower));
            return lower.toString();
        }

        /** One by one: a sigma at the end of a word becomes no final sigma. */
        private void appendLowerCase(int c, StringBuilder lower) {
            if (c == 'İ') {
                lower.append("i\u0307"); // The one character whose lower case is two; Java's simple mapping has one.
            } else {
                lower.appendCodePoint(Character.toLowerCase(c));
            }
        }
    },

    /**
     * As {@code CLIPTokenizer} without ftfy, which IC-Light's demos load: Chinese characters are words of their own, and
     * control and format characters, such as those that join emoji, are dropped.
     */
    SLOW(List.of("<|startoftext|>", "<|endoftext|>"), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE) {
        @Override
        String normalize(String text) {
            return SlowText.normalize(text);
        }
    };

    private final List<String> wholeWords;
    private final Pattern words;

    TextRules(List<String> wholeWords, int flags) {
        this.wholeWords = wholeWords;
        this.words = Pattern.compile(
                wholeWords.stream().map(word -> Pattern.quote(word) + "|").collect(Collectors.joining()) + Words.REGEX,
                flags);
    }

    /**
     * Makes a text uniform.
     *
     * @param text any
     * @return the text in lower case, composed
     */
    abstract String normalize(String text);

    /**
     * Returns what a word is; what is between words is dropped.
     *
     * @return a pattern for one word of a text that was normalised
     */
    Pattern words() {
        return words;
    }

    /**
     * Says whether a word is a token that is not put together from parts.
     *
     * @param word that {@link #words} matched
     * @return whether it is a token by itself
     */
    boolean isWhole(String word) {
        return wholeWords.contains(word);
    }

    /**
     * Says whether special tokens are looked for a second time, in the normalised text.
     *
     * @return whether upper case may become a special token
     */
    boolean findsTokensInNormalizedText() {
        return this == FAST;
    }

    private static final class Words {

        /** English contractions, runs of letters, single digits, and runs of anything else that is not white space. */
        private static final String REGEX = "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\p{IsWhite_Space}\\p{L}\\p{N}]+";
    }
}

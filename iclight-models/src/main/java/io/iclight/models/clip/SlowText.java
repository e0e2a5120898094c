package io.iclight.models.clip;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What transformers' slow CLIP tokenizer does to a text before it is cut into words (its {@code BasicTokenizer}). */
final class SlowText {

    private static final int REPLACEMENT = 0xFFFD;

    private SlowText() {}

    /**
     * Cleans a text, sets Chinese characters apart, composes, and lower-cases.
     *
     * @param text any
     * @return words with one space between them
     */
    static String normalize(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> appendClean(c, clean));
        String composed = Normalizer.normalize(clean, Normalizer.Form.NFC);
        // Word by word, since a sigma's lower case depends on what follows it in its word.
        return Arrays.stream(composed.split("[\\p{IsWhite_Space}]+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private static void appendClean(int c, StringBuilder clean) {
        if (isSpace(c)) {
            clean.append(' ');
        } else if (isChinese(c)) {
            clean.append(' ').appendCodePoint(c).append(' ');
        } else if (!isDropped(c)) {
            clean.appendCodePoint(c);
        }
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Control, format, private and unassigned characters. */
    private static boolean isDropped(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> c == REPLACEMENT;
        };
    }

    /** The blocks of ideographs that the tokenizer lists; kana and hangul are not among them. */
    private static boolean isChinese(int c) {
        return c >= 0x4E00 && c <= 0x9FFF
                || c >= 0x3400 && c <= 0x4DBF
                || c >= 0x20000 && c <= 0x2A6DF
                || c >= 0x2A700 && c <= 0x2CEAF
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0x2F800 && c <= 0x2FA1F;
    }
}

package io.iclight.models.clip;

/**
 * The printable character that stands for each byte in the files of a byte-level vocabulary.
 *
 * <p>A byte that Latin-1 prints stands for itself; the others are numbered from U+0100 on, so that no symbol is a space
 * or a control character. (GPT-2's {@code bytes_to_unicode}, which CLIP took over.)
 */
public final class ByteSymbols {

    private static final int BYTES = 256;

    /** In the order of CLIP's vocabulary: first the printable bytes, then the others. */
    private static final String IN_VOCABULARY_ORDER = inVocabularyOrder();

    private static final char[] OF_BYTE = ofByte();

    private ByteSymbols() {}

    /**
     * Returns the symbol of a byte.
     *
     * @param b the byte, 0 to 255
     * @return its symbol
     */
    public static char of(int b) {
        return OF_BYTE[b];
    }

    /**
     * Returns every symbol once.
     *
     * @return 256 characters, in the order in which a vocabulary numbers them
     */
    public static String all() {
        return IN_VOCABULARY_ORDER;
    }

    private static boolean isPrintable(int b) {
        return b >= '!' && b <= '~' || b >= '¡' && b <= '¬' || b >= '®' && b <= 'ÿ';
    }

    private static char[] ofByte() {
        char[] symbols = new char[BYTES];
        char next = BYTES;
        for (int b = 0; b < BYTES; b++) {
            symbols[b] = isPrintable(b) ? (char) b : next++;
        }
        return symbols;
    }

    private static String inVocabularyOrder() {
        char[] symbols = ofByte();
        StringBuilder printable = new StringBuilder();
        StringBuilder others = new StringBuilder();
        for (int b = 0; b < BYTES; b++) {
            (isPrintable(b) ? printable : others).append(symbols[b]);
        }
        return printable.append(others).toString();
    }
}

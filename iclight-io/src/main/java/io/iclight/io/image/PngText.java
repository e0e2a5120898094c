package io.iclight.io.image;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The texts in a PNG file: chunks tEXt, zTXt and iTXt (W3C PNG, section 11.3.3).
 *
 * <p>ASCII is written as tEXt, which most programs show, anything else as iTXt in UTF-8.
 */
public final class PngText {

    private static final int MAX_KEYWORD = 79;
    private static final long MAX_FILE_BYTES = 1L << 30;

    private PngText() {}

    /**
     * Reads the texts of a file.
     *
     * @param file a PNG file
     * @return by keyword; of several with the same keyword, the last
     * @throws ImageFileException if it is no PNG file, truncated or damaged, or its texts unpack to more than 16 MiB in
     *     all
     * @throws UncheckedIOException if it cannot be read
     */
    public static ImmutableMap<String, String> read(Path file) {
        return decode(ImageDecoder.readBytes(file, MAX_FILE_BYTES), file.toString());
    }

    /**
     * Finds the texts of a file that is in memory.
     *
     * @param file the bytes of a PNG file
     * @param origin what messages call it
     * @return by keyword; of several with the same keyword, the last
     * @throws ImageFileException if it is no PNG file, truncated or damaged, or its texts unpack to more than 16 MiB in
     *     all
     */
    public static ImmutableMap<String, String> decode(byte[] file, String origin) {
        Optional<ImageFormat> format = ImageFormat.detect(file);
        if (!format.equals(Optional.of(ImageFormat.PNG))) {
            throw new ImageFileException(
                    origin,
                    "expected a PNG file, which holds texts, found "
                            + format.map(ImageFormat::name).orElse("something else"));
        }
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        TextInflater inflater = new TextInflater(origin);
        for (PngChunk chunk : PngChunk.readAll(FileCursor.of(file, origin))) {
            int separator = indexOfZero(chunk.data(), 0);
            if (separator > 0) {
                text(chunk, separator, inflater, origin)
                        .ifPresent(text -> texts.put(latin1(chunk.data(), 0, separator), text));
            }
        }
        return texts.buildKeepingLast();
    }

    static PngChunk chunk(String keyword, String text) {
        checkKeyword(keyword);
        boolean ascii = text.chars().allMatch(c -> c > 0 && c < 128);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(keyword.getBytes(StandardCharsets.US_ASCII));
        // iTXt: not compressed (two bytes), no language, no translated keyword.
        data.writeBytes(new byte[ascii ? 1 : 5]);
        data.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return new PngChunk(ascii ? "tEXt" : "iTXt", data.toByteArray());
    }

    static void checkKeyword(String keyword) {
        boolean printable = keyword.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (keyword.isEmpty() || keyword.length() > MAX_KEYWORD || !printable || !keyword.equals(keyword.strip())) {
            throw new IllegalArgumentException("a PNG keyword has 1 to " + MAX_KEYWORD
                    + " printable ASCII characters and no space at either end, but was \"" + keyword + "\"");
        }
    }

    private static Optional<String> text(PngChunk chunk, int separator, TextInflater inflater, String origin) {
        byte[] data = chunk.data();
        return switch (chunk.type()) {
            case "tEXt" -> Optional.of(latin1(data, separator + 1, data.length));
            case "zTXt" -> Optional.of(inflater.inflate(data, separator + 2, StandardCharsets.ISO_8859_1));
            case "iTXt" -> international(data, separator, inflater, origin);
            default -> Optional.empty();
        };
    }

    /** After the keyword: whether it is compressed, how, a language and a translated keyword, both ended by a zero. */
    private static Optional<String> international(byte[] data, int separator, TextInflater inflater, String origin) {
        int language = separator + 3;
        int translated = indexOfZero(data, language) + 1;
        int begin = translated == 0 ? 0 : indexOfZero(data, translated) + 1;
        if (begin == 0) {
            throw new ImageFileException(origin, "a PNG chunk iTXt lacks its separators; the file is damaged");
        }
        return Optional.of(
                data[separator + 1] == 0
                        ? new String(data, begin, data.length - begin, StandardCharsets.UTF_8)
                        : inflater.inflate(data, begin, StandardCharsets.UTF_8));
    }

    private static String latin1(byte[] data, int begin, int end) {
        return new String(Arrays.copyOfRange(data, begin, end), StandardCharsets.ISO_8859_1);
    }

    private static int indexOfZero(byte[] data, int begin) {
        for (int i = begin; i < data.length; i++) {
            if (data[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}

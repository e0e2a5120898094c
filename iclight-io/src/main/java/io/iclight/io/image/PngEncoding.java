package io.iclight.io.image;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * PNG: lossless, with opacity, and with texts beside the pixels.
 *
 * @param texts by keyword; {@link PngText} reads them back
 */
public record PngEncoding(ImmutableMap<String, String> texts) implements ImageEncoding {

    /** No texts. */
    public static final PngEncoding PLAIN = new PngEncoding(ImmutableMap.of());

    /** Checks the component. */
    public PngEncoding {
        Objects.requireNonNull(texts, "texts");
        texts.keySet().forEach(PngText::checkKeyword);
    }

    /**
     * Adds a text, or replaces that of the same keyword.
     *
     * @param keyword 1 to 79 printable ASCII characters without a space at either end
     * @param text any text
     * @return an encoding with one more text
     * @throws IllegalArgumentException if PNG does not allow the keyword
     */
    public PngEncoding withText(String keyword, String text) {
        return new PngEncoding(ImmutableMap.<String, String>builder()
                .putAll(texts)
                .put(keyword, text)
                .buildKeepingLast());
    }

    @Override
    public byte[] encode(Image image) {
        try {
            byte[] file = ImageCodecs.encode(ImageCodecs.pngWriter(), null, image.toBufferedImage());
            return texts.isEmpty() ? file : withTexts(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the image of " + image + " cannot be encoded as PNG: " + e, e);
        }
    }

    private byte[] withTexts(byte[] file) {
        ImmutableList<PngChunk> chunks = PngChunk.readAll(FileCursor.of(file, "encoded PNG"));
        ImmutableList.Builder<PngChunk> all = ImmutableList.builder();
        all.add(chunks.get(0));
        texts.forEach((keyword, text) -> all.add(PngText.chunk(keyword, text)));
        all.addAll(chunks.subList(1, chunks.size()));
        return PngChunk.write(all.build());
    }
}

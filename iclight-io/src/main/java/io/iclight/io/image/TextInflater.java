package io.iclight.io.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.zip.InflaterInputStream;

/** Unpacks the texts of one file. They share a limit, since a file has any number of them. */
final class TextInflater {

    private static final int MAX_BYTES = 16 << 20;

    private final String origin;
    private int left = MAX_BYTES;

    TextInflater(String origin) {
        this.origin = origin;
    }

    /** Unpacks what a chunk has from a position to its end. */
    String inflate(byte[] data, int begin, Charset charset) {
        int from = Math.min(begin, data.length);
        try (InflaterInputStream inflater =
                new InflaterInputStream(new ByteArrayInputStream(data, from, data.length - from))) {
            byte[] text = inflater.readNBytes(left + 1);
            if (text.length > left) {
                throw new ImageFileException(
                        origin,
                        "expected texts that unpack to at most " + MAX_BYTES
                                + " bytes in all, found more; remove them from the file");
            }
            left -= text.length;
            return new String(text, charset);
        } catch (IOException e) {
            throw new ImageFileException(origin, "a compressed text in it is damaged: " + e.getMessage(), e);
        }
    }
}

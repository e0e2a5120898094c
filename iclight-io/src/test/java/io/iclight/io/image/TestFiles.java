package io.iclight.io.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Picture files put together by hand. */
final class TestFiles {

    private TestFiles() {}

    /** A TIFF structure with one tag, the orientation. */
    static byte[] exif(int orientation, ByteOrder order) {
        return ByteBuffer.allocate(26)
                .order(order)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** A TIFF structure of directories that each hold the orientation and another directory. */
    static byte[] nestedExif(int orientation, int depth) {
        int directoryBytes = 30;
        ByteBuffer tiff = ByteBuffer.allocate(8 + depth * directoryBytes)
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        for (int i = 1; i <= depth; i++) {
            tiff.putShort((short) 2)
                    .putShort((short) 0x0112)
                    .putShort((short) 3)
                    .putInt(1)
                    .putShort((short) orientation)
                    .putShort((short) 0)
                    .putShort((short) 0x014A)
                    .putShort((short) 4)
                    .putInt(1)
                    .putInt(8 + i * directoryBytes)
                    .putInt(0);
        }
        return tiff.array();
    }

    static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
        ByteBuffer segment = ByteBuffer.allocate(10 + exif.length)
                .putShort((short) 0xFFE1)
                .putShort((short) (8 + exif.length))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(exif);
        return concat(Arrays.copyOf(jpeg, 2), segment.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    static byte[] pngWithChunk(byte[] png, String type, byte[] data) {
        List<PngChunk> chunks = new ArrayList<>(PngChunk.readAll(FileCursor.of(png, "test")));
        chunks.add(1, new PngChunk(type, data));
        return PngChunk.write(chunks);
    }

    /** A PNG file whose header announces any size. */
    static byte[] pngOfSize(byte[] png, int width, int height) {
        List<PngChunk> chunks = new ArrayList<>(PngChunk.readAll(FileCursor.of(png, "test")));
        byte[] header = chunks.get(0).data().clone();
        ByteBuffer.wrap(header).putInt(width).putInt(height);
        chunks.set(0, new PngChunk("IHDR", header));
        return PngChunk.write(chunks);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

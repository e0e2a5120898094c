package io.iclight.io.image;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A part of a PNG file (W3C PNG, section 5.3).
 *
 * @param type four letters
 * @param data what the type says
 */
record PngChunk(String type, byte[] data) {

    static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";

    /** Reads all chunks to the last, IEND, checking their checksums; what follows IEND is not looked at. */
    static ImmutableList<PngChunk> readAll(FileCursor cursor) {
        cursor.skip(SIGNATURE.length(), "PNG signature");
        ImmutableList.Builder<PngChunk> chunks = ImmutableList.builder();
        PngChunk chunk;
        do {
            long length = cursor.u32("PNG chunk length");
            String type = cursor.tag("PNG chunk type");
            chunk = new PngChunk(type, cursor.bytes(length, "PNG chunk " + printable(type)));
            int crc = (int) cursor.u32("PNG checksum");
            if (crc != chunk.crc()) {
                throw cursor.damaged("checksum of PNG chunk " + printable(type), hex(chunk.crc()), hex(crc));
            }
            chunks.add(chunk);
        } while (!chunk.type.equals("IEND"));
        return chunks.build();
    }

    static byte[] write(List<PngChunk> chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        for (PngChunk chunk : chunks) {
            file.writeBytes(ByteBuffer.allocate(4).putInt(chunk.data.length).array());
            file.writeBytes(chunk.typeBytes());
            file.writeBytes(chunk.data);
            file.writeBytes(ByteBuffer.allocate(4).putInt(chunk.crc()).array());
        }
        return file.toByteArray();
    }

    private byte[] typeBytes() {
        return type.getBytes(StandardCharsets.ISO_8859_1);
    }

    private int crc() {
        CRC32 crc = new CRC32();
        crc.update(typeBytes());
        crc.update(data);
        return (int) crc.getValue();
    }

    private static String hex(int number) {
        return String.format("%08X", number);
    }

    /** A damaged type may have any bytes. */
    private static String printable(String type) {
        return type.replaceAll("[^ -~]", "?");
    }
}

package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.weights.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * The head of a safetensors file: eight bytes of length, then JSON that gives each tensor's type, shape and byte range.
 * Everything is checked against the file's real length before a byte of a tensor is touched.
 *
 * @param tensors where each tensor lies, by name, in the order of the file
 * @param metadata the free strings under {@code __metadata__}
 * @param dataStart where the tensors' bytes begin, from the start of the file
 * @param fileBytes the file's length
 */
record SafetensorsHeader(
        ImmutableMap<String, Extent> tensors, ImmutableMap<String, String> metadata, long dataStart, long fileBytes) {

    /** The reference implementation's own limit (huggingface/safetensors, {@code MAX_HEADER_SIZE}). */
    static final long MAX_LENGTH = 100_000_000;

    static final int LENGTH_BYTES = 8;

    static final String METADATA = "__metadata__";

    /**
     * Where a tensor lies.
     *
     * @param info what it is
     * @param begin its first byte, from the start of the data
     * @param end behind its last byte
     */
    record Extent(TensorInfo info, long begin, long end) {}

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long fileBytes = channel.size();
        if (fileBytes < LENGTH_BYTES) {
            throw new SafetensorsException(
                    file,
                    "has " + fileBytes + " bytes, expected at least " + LENGTH_BYTES
                            + " in a safetensors file; download it again");
        }
        ByteBuffer beginning = readFully(file, channel, 0, (int) Math.min(fileBytes, OtherFormat.BYTES));
        long length = beginning.getLong(0);
        if (length < 2 || length > MAX_LENGTH) {
            String problem = OtherFormat.explain(beginning)
                    .orElseGet(() -> "is no safetensors file: its header would have " + Long.toUnsignedString(length)
                            + " bytes, expected 2 to " + MAX_LENGTH + "; name another file, or download it again");
            throw new SafetensorsException(file, problem);
        }
        long dataStart = LENGTH_BYTES + length;
        if (dataStart > fileBytes) {
            throw new SafetensorsException(
                    file,
                    "is truncated: its header ends at byte " + dataStart + ", the file has " + fileBytes
                            + " bytes; download it again");
        }
        String json = decode(file, readFully(file, channel, LENGTH_BYTES, (int) length));
        HeaderJson parsed = HeaderJson.parse(file, json);
        SafetensorsHeader header =
                new SafetensorsHeader(inFileOrder(parsed.tensors()), parsed.metadata(), dataStart, fileBytes);
        header.checkRanges(file);
        return header;
    }

    private static ByteBuffer readFully(Path file, FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new SafetensorsException(file, "ended while its header was being read");
            }
        }
        return buffer.flip();
    }

    private static String decode(Path file, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new SafetensorsException(file, "has a header that is not UTF-8", e);
        }
    }

    /** An empty tensor may begin where another does, and comes before it. */
    private static ImmutableMap<String, Extent> inFileOrder(Map<String, Extent> tensors) {
        return tensors.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Extent>>comparingLong(
                                entry -> entry.getValue().begin())
                        .thenComparingLong(entry -> entry.getValue().end()))
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void checkRanges(Path file) {
        long dataBytes = fileBytes - dataStart;
        long covered = 0;
        String before = "";
        for (Map.Entry<String, Extent> entry : tensors.entrySet()) {
            Extent extent = entry.getValue();
            if (extent.begin() < covered) {
                throw new SafetensorsException(file, "has tensors that overlap: " + before + " and " + entry.getKey());
            }
            if (extent.begin() > covered) {
                throw new SafetensorsException(
                        file, "has a hole of " + (extent.begin() - covered) + " bytes before tensor " + entry.getKey());
            }
            covered = extent.end();
            before = entry.getKey();
        }
        if (covered > dataBytes) {
            throw new SafetensorsException(
                    file,
                    "is truncated: its tensors need " + covered + " bytes after the header, the file has " + dataBytes
                            + " there; download it again");
        }
        if (covered < dataBytes) {
            throw new SafetensorsException(
                    file, "has " + (dataBytes - covered) + " bytes after its last tensor that belong to none");
        }
    }
}

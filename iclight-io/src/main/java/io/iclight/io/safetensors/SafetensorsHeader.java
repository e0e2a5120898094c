package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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

    /** The reference implementation's own limit. */
    private static final long MAX_LENGTH = 100_000_000;

    private static final int LENGTH_BYTES = 8;

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
                    file, "has " + fileBytes + " bytes, too few for a safetensors file; download it again");
        }
        long length = readFully(file, channel, 0, LENGTH_BYTES).getLong();
        if (length < 2 || length > MAX_LENGTH) {
            throw new SafetensorsException(
                    file,
                    "is no safetensors file: its header would have " + Long.toUnsignedString(length)
                            + " bytes, expected 2 to " + MAX_LENGTH);
        }
        long dataStart = LENGTH_BYTES + length;
        if (dataStart > fileBytes) {
            throw new SafetensorsException(
                    file,
                    "is truncated: its header ends at byte " + dataStart + ", the file has " + fileBytes
                            + " bytes; download it again");
        }
        JsonObject json = parse(file, readFully(file, channel, LENGTH_BYTES, (int) length));
        ImmutableMap.Builder<String, Extent> tensors = ImmutableMap.builder();
        for (String name : json.keys()) {
            if (!name.equals("__metadata__")) {
                tensors.put(name, extent(file, json.object(name)));
            }
        }
        SafetensorsHeader header =
                new SafetensorsHeader(inFileOrder(tensors.buildOrThrow()), metadata(json), dataStart, fileBytes);
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

    private static JsonObject parse(Path file, ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return JsonReader.parse(text, file + " (header)");
        } catch (CharacterCodingException e) {
            throw new SafetensorsException(file, "has a header that is not UTF-8", e);
        } catch (JsonException e) {
            throw new SafetensorsException(file, "has a malformed header: " + e.getMessage(), e);
        }
    }

    private static Extent extent(Path file, JsonObject entry) {
        try {
            String dtype = entry.string("dtype");
            ElementType type = ElementType.named(dtype)
                    .orElseThrow(() -> new SafetensorsException(
                            file,
                            entry.origin() + " has dtype " + dtype + ", expected one of "
                                    + List.of(ElementType.values())));
            TensorInfo info = new TensorInfo(type, ImmutableLongArray.copyOf(entry.integers("shape")));
            List<Long> range = entry.integers("data_offsets");
            if (range.size() != 2 || range.get(0) < 0 || range.get(1) < range.get(0)) {
                throw new SafetensorsException(
                        file, entry.origin() + " has data_offsets " + range + ", expected a beginning and an end");
            }
            if (info.shape().stream().anyMatch(axis -> axis < 0)) {
                throw new SafetensorsException(file, entry.origin() + " has a negative axis: " + info.shape());
            }
            if (info.bytes() != range.get(1) - range.get(0)) {
                throw new SafetensorsException(
                        file,
                        entry.origin() + " is " + info + ", " + info.bytes() + " bytes, but its range " + range
                                + " holds " + (range.get(1) - range.get(0)));
            }
            return new Extent(info, range.get(0), range.get(1));
        } catch (JsonException e) {
            throw new SafetensorsException(file, "has a malformed header: " + e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw new SafetensorsException(file, entry.origin() + " has more elements than can be counted", e);
        }
    }

    private static ImmutableMap<String, String> metadata(JsonObject json) {
        if (!json.has("__metadata__")) {
            return ImmutableMap.of();
        }
        JsonObject entries = json.object("__metadata__");
        return entries.keys().stream().collect(ImmutableMap.toImmutableMap(key -> key, entries::string));
    }

    private static ImmutableMap<String, Extent> inFileOrder(Map<String, Extent> tensors) {
        return tensors.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().begin()))
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
                    "is truncated: its tensors need " + (dataStart + covered) + " bytes, the file has " + fileBytes
                            + "; download it again");
        }
        if (covered < dataBytes) {
            throw new SafetensorsException(
                    file, "has " + (dataBytes - covered) + " bytes after its last tensor that belong to none");
        }
    }
}

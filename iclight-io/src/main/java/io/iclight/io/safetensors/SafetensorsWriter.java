package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.file.AtomicFile;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.safetensors.SafetensorsHeader.Extent;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes safetensors files, one tensor in memory at a time.
 *
 * <pre>{@code
 * SafetensorsWriter.create().metadata("format", "pt").roundedTo(ElementType.F16).write(source, file);
 * }</pre>
 *
 * <p>The file is complete or not there: it is written under another name beside its place and then moved, so a file that
 * is open elsewhere is replaced without harm. Every tensor lies aligned to its elements. A writer is immutable, each
 * method returns another one, and threads may share it.
 */
public final class SafetensorsWriter {

    /** So that data begins, and the widest elements lie, at a multiple of their size. */
    private static final int ALIGNMENT = 8;

    private final ImmutableMap<String, String> metadata;
    private final Conversion conversion;
    private final int alignment;

    private SafetensorsWriter(ImmutableMap<String, String> metadata, Conversion conversion, int alignment) {
        this.metadata = metadata;
        this.conversion = conversion;
        this.alignment = alignment;
    }

    /**
     * Makes a writer that writes elements as they are, without metadata.
     *
     * @return the writer
     */
    public static SafetensorsWriter create() {
        return new SafetensorsWriter(ImmutableMap.of(), Conversion.NONE, ALIGNMENT);
    }

    /**
     * Adds a free string to the header.
     *
     * @param key under which readers find it; replaces what was under it
     * @param value any string
     * @return another writer
     */
    public SafetensorsWriter metadata(String key, String value) {
        return metadata(ImmutableMap.of(key, value));
    }

    /**
     * Adds free strings to the header.
     *
     * @param entries of another file, for example; each replaces what was under its key
     * @return another writer
     */
    public SafetensorsWriter metadata(Map<String, String> entries) {
        ImmutableMap<String, String> more = ImmutableMap.<String, String>builder()
                .putAll(metadata)
                .putAll(entries)
                .buildKeepingLast();
        return new SafetensorsWriter(more, conversion, alignment);
    }

    /**
     * Converts floating-point tensors to a type that holds them exactly; {@link #write} refuses a source of which that
     * is not true. Whole numbers and truth values stay as they are.
     *
     * @param type F64, F32, F16 or BF16
     * @return another writer
     */
    public SafetensorsWriter widenedTo(ElementType type) {
        return new SafetensorsWriter(metadata, new Conversion.Widening(type), alignment);
    }

    /**
     * Rounds floating-point tensors to the nearest number of a type; {@link #write} refuses numbers that would become
     * infinite. Whole numbers and truth values stay as they are.
     *
     * @param type F64, F32, F16 or BF16
     * @return another writer
     */
    public SafetensorsWriter roundedTo(ElementType type) {
        return new SafetensorsWriter(metadata, new Conversion.Rounding(type), alignment);
    }

    /**
     * Lets the data begin where a mapped file suits the processor; the header is as much longer.
     *
     * @param bytes of which it is to be a multiple, itself one of 8; that is what it is by default
     * @return another writer
     */
    public SafetensorsWriter alignedTo(int bytes) {
        if (bytes < ALIGNMENT || bytes % ALIGNMENT != 0) {
            throw new IllegalArgumentException("expected a multiple of " + ALIGNMENT + " bytes, got " + bytes);
        }
        return new SafetensorsWriter(metadata, conversion, bytes);
    }

    /**
     * Writes a file.
     *
     * @param source whose tensors are written, those with the widest elements first, else in the source's order;
     *     borrowed
     * @param file is made, or replaced; its folder exists
     * @throws WeightsException if the source cannot be read, or has tensors that cannot be written as asked
     * @throws UncheckedIOException if the file cannot be written; what was written of it is removed
     */
    public void write(TensorSource source, Path file) {
        ImmutableMap<String, Extent> layout = layout(source);
        ByteBuffer head = head(layout, file);
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            writePart(source, layout, head, part);
            AtomicFile.move(part, file);
        } catch (IOException e) {
            remove(part, e);
            throw FileAccessException.unwritable(file, e);
        } catch (RuntimeException | Error e) {
            remove(part, e);
            throw e;
        }
    }

    private void writePart(TensorSource source, ImmutableMap<String, Extent> layout, ByteBuffer head, Path part)
            throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (head.hasRemaining()) {
                channel.write(head);
            }
            for (Map.Entry<String, Extent> entry : layout.entrySet()) {
                append(source, entry.getKey(), entry.getValue().info(), channel);
            }
            // Or else the move may reach the disk before the bytes do.
            channel.force(true);
        }
    }

    private ImmutableMap<String, Extent> layout(TensorSource source) {
        ImmutableMap.Builder<String, Extent> layout = ImmutableMap.builder();
        long end = 0;
        Iterable<Map.Entry<String, TensorInfo>> widestFirst = source.tensors().entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), conversion.of(entry.getKey(), entry.getValue())))
                .sorted(Comparator.comparingInt(
                        entry -> -entry.getValue().type().bytes()))::iterator;
        for (Map.Entry<String, TensorInfo> entry : widestFirst) {
            if (entry.getKey().equals(SafetensorsHeader.METADATA)) {
                throw new WeightsException(
                        source.origin() + " has a tensor " + entry.getKey() + ", which the format keeps for metadata");
            }
            long begin = end;
            end = Math.addExact(begin, entry.getValue().bytes());
            layout.put(entry.getKey(), new Extent(entry.getValue(), begin, end));
        }
        return layout.buildOrThrow();
    }

    private ByteBuffer head(ImmutableMap<String, Extent> layout, Path file) {
        byte[] json = utf8(new HeaderJson(layout, metadata).text(), file);
        int whole = SafetensorsHeader.LENGTH_BYTES + json.length;
        int length = json.length + Math.floorMod(-whole, alignment);
        if (length > SafetensorsHeader.MAX_LENGTH) {
            throw new WeightsException(file + ": a header of " + length + " bytes is more than the format's limit of "
                    + SafetensorsHeader.MAX_LENGTH + "; write fewer tensors or less metadata");
        }
        byte[] padded = Arrays.copyOf(json, length);
        Arrays.fill(padded, json.length, length, (byte) ' ');
        return ByteBuffer.allocate(SafetensorsHeader.LENGTH_BYTES + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(padded)
                .flip();
    }

    private static byte[] utf8(String text, Path file) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new WeightsException(file + ": a name or metadata has half a surrogate pair, no character", e);
        }
    }

    private void append(TensorSource source, String name, TensorInfo expected, FileChannel channel) throws IOException {
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = conversion.apply(name, source.read(name));
            TensorInfo found = new TensorInfo(ElementType.of(tensor.scalar_type()), TensorData.shape(tensor));
            if (!found.equals(expected)) {
                throw new WeightsException(
                        source.origin() + " announced tensor " + name + " as " + expected + " and then gave " + found);
            }
            TensorData.write(tensor, channel);
        }
    }

    private static void remove(Path part, Throwable reason) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}

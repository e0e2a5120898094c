package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A safetensors file, opened for reading.
 *
 * <p>The file is mapped into memory and a tensor is a view of the mapping, copied only where its bytes are not aligned
 * to its elements. The mapping lives until this object is closed and the last tensor read from it is freed. It is
 * private: writing to a tensor does not change the file. Threads may share it.
 */
public final class SafetensorsFile implements TensorSource {

    private final Path file;
    private final SafetensorsHeader header;
    private final ImmutableMap<String, TensorInfo> tensors;

    /** The whole file as bytes; made by the first read, {@code null} before and after {@link #close()}. */
    private Tensor mapping;

    private boolean closed;

    private SafetensorsFile(Path file, SafetensorsHeader header) {
        this.file = file;
        this.header = header;
        this.tensors = ImmutableMap.copyOf(Maps.transformValues(header.tensors(), SafetensorsHeader.Extent::info));
    }

    /**
     * Opens a file and checks its header.
     *
     * @param file a {@code .safetensors} file
     * @return the file; no part of it but the header has been read
     * @throws SafetensorsException if it is not well-formed: truncated, overlapping tensors, duplicate names, …
     * @throws UncheckedIOException if it cannot be read
     */
    public static SafetensorsFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SafetensorsFile(file, SafetensorsHeader.read(file, channel));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return tensors;
    }

    /**
     * Returns the free strings of the header.
     *
     * @return what the header has under {@code __metadata__}
     */
    public ImmutableMap<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public Tensor read(String name) {
        SafetensorsHeader.Extent extent = header.tensors().get(name);
        if (extent == null) {
            throw new WeightsException(file + " has no tensor " + name + "; it has " + tensors.size() + " others");
        }
        long[] shape = extent.info().shape().toArray();
        ElementType type = extent.info().type();
        try (TensorScope scope = TensorScope.open()) {
            long begin = header.dataStart() + extent.begin();
            long bytes = extent.end() - extent.begin();
            if (bytes == 0) {
                return scope.handOut(torch.empty(shape, new TensorOptions(type.scalarType()), null));
            }
            Tensor raw = mapping().narrow(0, begin, bytes);
            Tensor aligned = begin % type.bytes() == 0 ? raw : raw.clone();
            return scope.handOut(aligned.view(type.scalarType()).view(shape));
        }
    }

    private synchronized Tensor mapping() {
        if (closed) {
            throw new IllegalStateException(file + " is closed");
        }
        if (mapping == null) {
            mapping = map();
        }
        return mapping;
    }

    private Tensor map() {
        long fileBytes = file.toFile().length();
        if (fileBytes != header.fileBytes()) {
            throw new SafetensorsException(
                    file,
                    "changed after it was opened: it had " + header.fileBytes() + " bytes and now has " + fileBytes);
        }
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(torch.from_file(
                    file.toString(),
                    new BoolOptional(false),
                    new LongOptional(fileBytes),
                    new TensorOptions(ElementType.U8.scalarType())));
        }
    }

    /** Gives up the mapping; tensors that were read stay valid. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        if (mapping != null) {
            mapping.close();
            mapping = null;
        }
    }

    @Override
    public String origin() {
        return file.toString();
    }

    @Override
    public String toString() {
        return file + " (" + tensors.size() + " tensors)";
    }
}

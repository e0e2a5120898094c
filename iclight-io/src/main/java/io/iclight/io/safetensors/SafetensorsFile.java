package io.iclight.io.safetensors;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A safetensors file, opened for reading.
 *
 * <p>The file is mapped into memory and a tensor is a view of the mapping, copied where it is small or its bytes are not
 * aligned to its elements. A mapping lives until this object is closed and the last view of it is freed; a file that is
 * read through is mapped several times, so that not all of it counts as memory of the process. A mapping is private:
 * writing to a tensor does not change the file. Threads may share it. Whoever replaces the file meanwhile must do so by
 * moving a new one into its place, as {@link SafetensorsWriter} does, and reading more of the old one fails then: the pages
 * of a mapped file that is overwritten change, and those of one that is cut off kill the process.
 */
public final class SafetensorsFile implements TensorSource {

    /** Whoever keeps less shall not keep a mapping for its sake. */
    private static final long SMALL_BYTES = 1L << 20;

    private final Path file;
    private final SafetensorsHeader header;
    private final ImmutableMap<String, TensorInfo> tensors;
    private final FileMapping mapping;

    private SafetensorsFile(Path file, FileState state, SafetensorsHeader header) {
        this.file = file;
        this.header = header;
        this.tensors = ImmutableMap.copyOf(Maps.transformValues(header.tensors(), SafetensorsHeader.Extent::info));
        this.mapping = new FileMapping(file, state);
    }

    /**
     * Opens a file and checks its header.
     *
     * @param file a {@code .safetensors} file, of any size
     * @return the file; no part of it but the header has been read
     * @throws SafetensorsException if it is not well-formed: truncated, overlapping tensors, duplicate names, …
     * @throws IllegalArgumentException if the path is inside an archive, or elsewhere that the system cannot map
     * @throws UncheckedIOException if it cannot be read
     */
    public static SafetensorsFile open(Path file) {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException(
                    file + " is in " + file.getFileSystem() + ", expected a file on disk; copy it to one first");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileState state = FileState.of(file);
            return new SafetensorsFile(file, state, SafetensorsHeader.read(file, channel));
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
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

    /**
     * Reads one tensor.
     *
     * @param name one of {@link #tensors()}
     * @return the tensor as it is stored, on the CPU, belonging to the caller; a view of the file where it has 1
     *     MiB or more and its bytes are aligned, and valid when this object is closed
     * @throws WeightsException if there is no tensor of that name, its bytes are not of its type, or the file is found to be
     *     another than was opened
     * @throws IllegalStateException if this object is closed
     */
    @Override
    public Tensor read(String name) {
        SafetensorsHeader.Extent extent = header.tensors().get(name);
        if (extent == null) {
            throw new WeightsException(file + " has no tensor " + name + "; it has " + tensors.size() + " others");
        }
        long[] shape = extent.info().shape().toArray();
        ElementType type = extent.info().type();
        long begin = header.dataStart() + extent.begin();
        long bytes = extent.end() - extent.begin();
        try (TensorScope scope = TensorScope.open()) {
            if (bytes == 0) {
                mapping.requireOpen();
                return scope.handOut(torch.empty(shape, new TensorOptions(type.scalarType()), null));
            }
            Tensor raw = mapping.view(begin, bytes);
            if (type == ElementType.BOOL && (raw.max().item_byte() & 0xFF) > 1) {
                throw new SafetensorsException(file, "has other bytes than 0 and 1 in tensor " + name + ", a BOOL");
            }
            boolean isView = bytes >= SMALL_BYTES && begin % type.bytes() == 0;
            return scope.handOut(
                    (isView ? raw : raw.clone()).view(type.scalarType()).view(shape));
        }
    }

    /** Gives up the mapping; tensors that were read stay valid. Closing twice does nothing. */
    @Override
    public void close() {
        mapping.close();
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

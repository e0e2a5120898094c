package io.iclight.io.safetensors;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A file as one long tensor of bytes, mapped by the first read. The mapping is private: nothing that is written to it
 * reaches the file.
 *
 * <p>Pages that were looked at count as memory of the process for as long as they are mapped. So that a file that is read
 * through does not stay there whole, it is mapped anew after {@value #RENEWAL_BYTES} bytes; each mapping lives until the
 * last view of it is freed.
 */
final class FileMapping implements AutoCloseable {

    private static final long RENEWAL_BYTES = 1L << 26;

    private final Path file;
    private final FileState opened;

    /** Made by the first read; {@code null} before, and after {@link #close}. */
    private Tensor all;

    /** Of the mapping that there is. */
    private long viewedBytes;

    private boolean closed;

    /**
     * Maps nothing yet.
     *
     * @param file to be mapped
     * @param opened what it was when its header was read
     */
    FileMapping(Path file, FileState opened) {
        this.file = file;
        this.opened = opened;
    }

    /**
     * Views a part of the file, in the caller's scope. Locked, so that the mapping is not given up in between.
     *
     * @param begin from the start of the file
     * @param bytes at least 1
     * @return uint8, one axis
     */
    synchronized Tensor view(long begin, long bytes) {
        requireOpen();
        if (viewedBytes >= RENEWAL_BYTES) {
            release();
        }
        if (all == null) {
            all = map();
        }
        viewedBytes += bytes;
        return all.narrow(0, begin, bytes);
    }

    synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException(file + " is closed");
        }
    }

    private Tensor map() {
        requireUnchanged();
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(torch.from_file(
                    new BytePointer(file.toAbsolutePath().toString(), pathCharset()),
                    new BoolOptional(false),
                    new LongOptional(opened.bytes()),
                    new TensorOptions(ElementType.U8.scalarType())));
        }
    }

    private void requireUnchanged() {
        try {
            FileState now = FileState.of(file);
            if (!now.equals(opened)) {
                throw new SafetensorsException(file, "changed after it was opened: " + opened.changeTo(now));
            }
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }

    /** What libtorch takes a path to be in: UTF-8 on Windows and macOS, elsewhere the bytes that Java itself uses. */
    private static Charset pathCharset() {
        return Loader.getPlatform().startsWith("linux")
                ? Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
                : StandardCharsets.UTF_8;
    }

    @Override
    public synchronized void close() {
        closed = true;
        release();
    }

    private void release() {
        if (all != null) {
            all.close();
            all = null;
        }
        viewedBytes = 0;
    }
}

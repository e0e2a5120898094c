package io.iclight.io.safetensors;

import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
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
 * A file as one long tensor of bytes, mapped by the first read. The mapping is private (nothing that is written to it
 * reaches the file), and lives until this object is closed and the last view of it is freed.
 */
final class FileMapping implements AutoCloseable {

    private final Path file;
    private final long fileBytes;

    /** Made by the first read; {@code null} before, and after {@link #close}. */
    private Tensor all;

    private boolean closed;

    FileMapping(Path file, long fileBytes) {
        this.file = file;
        this.fileBytes = fileBytes;
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
        if (all == null) {
            all = map();
        }
        return all.narrow(0, begin, bytes);
    }

    synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException(file + " is closed");
        }
    }

    private Tensor map() {
        long now = file.toFile().length();
        if (now != fileBytes) {
            throw new SafetensorsException(
                    file, "changed after it was opened: it had " + fileBytes + " bytes and now has " + now);
        }
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(torch.from_file(
                    new BytePointer(file.toAbsolutePath().toString(), pathCharset()),
                    new BoolOptional(false),
                    new LongOptional(fileBytes),
                    new TensorOptions(ElementType.U8.scalarType())));
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
        if (all != null) {
            all.close();
            all = null;
        }
    }
}

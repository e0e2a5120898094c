package io.iclight.io.safetensors;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.weights.TensorSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checkpoints in the safetensors format, in one file or in several. */
public final class Safetensors {

    private Safetensors() {}

    /**
     * Opens a checkpoint; what it is is told by its content.
     *
     * @param file a safetensors file, or the JSON index of several, under any name
     * @return the checkpoint, to be closed by the caller; nothing but headers has been read
     * @throws SafetensorsException if a file is not well-formed, or an index does not agree with its files; a pickle
     *     is refused with the reason
     * @throws UncheckedIOException if a file cannot be read
     */
    public static TensorSource open(Path file) {
        return isJson(file) ? ShardedSafetensors.open(file) : SafetensorsFile.open(file);
    }

    /** The length that a safetensors file begins with has zeros in its upper half, and JSON has none anywhere. */
    private static boolean isJson(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] beginning = stream.readNBytes(SafetensorsHeader.LENGTH_BYTES);
            return beginning.length > 0 && beginning[0] == '{' && beginning[beginning.length - 1] != 0;
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }
}

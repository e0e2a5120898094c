package io.iclight.io.safetensors;

import io.iclight.io.weights.TensorSource;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Checkpoints in the safetensors format, in one file or in several. */
public final class Safetensors {

    private Safetensors() {}

    /**
     * Opens a checkpoint.
     *
     * @param file a {@code .safetensors} file, or the {@code .json} index of several
     * @return the checkpoint, to be closed by the caller; nothing but headers has been read
     * @throws SafetensorsException if a file is not well-formed, or an index does not agree with its files
     * @throws UncheckedIOException if a file cannot be read
     */
    public static TensorSource open(Path file) {
        return file.toString().endsWith(".json") ? ShardedSafetensors.open(file) : SafetensorsFile.open(file);
    }
}

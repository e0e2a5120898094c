package io.iclight.io.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Makes a content appear in a snapshot, whole from its first moment on. Where links cannot be had it is a file: moved
 * there if it is new, and copied if other snapshots may need it; source: huggingface_hub, {@code file_download.py}.
 */
record SnapshotEntry(SnapshotEntries kind, Path blob, Path entry) {

    void placeNew() throws IOException {
        if (!linked()) {
            Files.move(blob, entry, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    void placeShared() throws IOException {
        if (!linked()) {
            Path copy = blob.resolveSibling(blob.getFileName() + "." + UUID.randomUUID() + ".incomplete");
            try {
                Files.copy(blob, copy);
                try (FileChannel written = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                    // A power failure must not take what the file's name will promise.
                    written.force(true);
                }
                Files.move(copy, entry, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    private boolean linked() throws IOException {
        Files.createDirectories(entry.getParent());
        // A link whose blob was deleted does not exist, but stands in the way.
        if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
            Files.deleteIfExists(entry);
        }
        if (kind == SnapshotEntries.FILES) {
            return false;
        }
        try {
            Files.createSymbolicLink(entry, entry.getParent().relativize(blob));
            return true;
        } catch (FileAlreadyExistsException e) {
            return true;
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            return false;
        }
    }
}

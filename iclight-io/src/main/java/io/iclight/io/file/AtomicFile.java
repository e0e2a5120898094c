package io.iclight.io.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files so that they are either there, whole, or not there. */
public final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes a file.
     *
     * @param file is made, or replaced once all is written
     * @param bytes what it is to hold
     * @throws FileAccessException if it cannot be written
     */
    public static void write(Path file, byte[] bytes) {
        // Not Files.createTempFile, which would leave a file that nobody else may read.
        Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try {
                Files.write(part, bytes, StandardOpenOption.CREATE_NEW);
                move(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
    }

    /**
     * Puts a file that is whole into its place, at once where the file system can.
     *
     * @param part beside {@code file}, gone afterwards
     * @param file is made, or replaced
     * @throws IOException if it cannot be moved
     */
    public static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

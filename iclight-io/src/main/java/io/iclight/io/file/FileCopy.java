package io.iclight.io.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies small files. What goes wrong names the file that it went wrong with, whichever of the two that is. */
public final class FileCopy {

    private FileCopy() {}

    /**
     * Copies a file.
     *
     * @param from is read
     * @param to is made, its folder too, or replaced
     * @throws FileAccessException if the one cannot be read, or the other written
     */
    public static void copy(Path from, Path to) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(from);
        } catch (IOException e) {
            throw FileAccessException.unreadable(from, e);
        }
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw FileAccessException.unwritable(to, e);
        }
        AtomicFile.write(to, bytes);
    }

    /**
     * Copies the files of a folder.
     *
     * @param from holds files alone
     * @param to is made, or its files of the same names are replaced
     * @throws FileAccessException if a file cannot be read or written
     */
    public static void copyAll(Path from, Path to) {
        for (Path file : filesIn(from)) {
            copy(file, to.resolve(file.getFileName()));
        }
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }
}

package io.iclight.io.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A folder that appears whole or not at all: it is filled under another name beside its place, and then moved. */
public final class WholeFolder {

    private final Path part;

    private WholeFolder(Path part) {
        this.part = part;
    }

    /**
     * Tells where it is filled.
     *
     * @return the folder, by the name that it has until it is whole
     */
    public Path path() {
        return part;
    }

    /**
     * Writes a folder.
     *
     * @param folder is made; must be {@linkplain #isFree free}
     * @param filling puts files into it; if it throws, nothing is left of the folder
     * @throws FileAccessException if the folder cannot be written
     */
    public static void write(Path folder, Consumer<WholeFolder> filling) {
        Path part = folder.toAbsolutePath().resolveSibling(folder.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createDirectory(part);
            filling.accept(new WholeFolder(part));
            Files.deleteIfExists(folder);
            Files.move(part, folder);
        } catch (IOException e) {
            remove(part, e);
            throw FileAccessException.unwritable(folder, e);
        } catch (RuntimeException | Error e) {
            remove(part, e);
            throw e;
        }
    }

    /**
     * Says whether a folder can be written without losing what is there.
     *
     * @param folder where it is to be
     * @return whether it is not there, or is an empty folder
     * @throws FileAccessException if it cannot be listed
     */
    public static boolean isFree(Path folder) {
        return !Files.exists(folder) || Files.isDirectory(folder) && isEmpty(folder);
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }

    private static void remove(Path part, Throwable reason) {
        if (!Files.exists(part)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(part)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Names a file, and makes the folders above it.
     *
     * @param first of the names on the way to it
     * @param more names
     * @return where to write it
     * @throws UncheckedIOException if a folder cannot be made
     */
    public Path file(String first, String... more) {
        Path file = part.resolve(Path.of(first, more));
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(file.getParent() + " cannot be made: " + e, e);
        }
        return file;
    }
}

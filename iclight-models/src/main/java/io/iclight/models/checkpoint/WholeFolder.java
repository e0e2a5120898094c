package io.iclight.models.checkpoint;

import io.iclight.io.file.FileAccessException;
import io.iclight.io.weights.WeightsException;
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
final class WholeFolder {

    private final Path part;

    private WholeFolder(Path part) {
        this.part = part;
    }

    /**
     * Writes a folder.
     *
     * @param folder must not be there, or be empty
     * @param filling puts files into it
     */
    static void write(Path folder, Consumer<WholeFolder> filling) {
        requireFree(folder);
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

    /** So that no model is overwritten. */
    private static void requireFree(Path folder) {
        boolean taken = Files.exists(folder) && !(Files.isDirectory(folder) && isEmpty(folder));
        if (taken) {
            throw new WeightsException(folder + " is there already and not empty; name a folder that is not there yet");
        }
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

    /** Names a file, and makes the folders above it. */
    Path file(String first, String... more) {
        Path file = part.resolve(Path.of(first, more));
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(file.getParent() + " cannot be made: " + e, e);
        }
        return file;
    }
}

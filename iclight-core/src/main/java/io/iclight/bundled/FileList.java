package io.iclight.bundled;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a bundled model consists of; it lies beside the files, as {@value #NAME}.
 *
 * @param files by their paths, in alphabetical order
 */
public record FileList(ImmutableList<Entry> files) {

    /** The list's own name. */
    public static final String NAME = "files.json";

    /**
     * A file.
     *
     * @param path under the model's folder, with slashes
     * @param bytes its length
     * @param sha256 of its content, in hexadecimal
     */
    public record Entry(String path, long bytes, String sha256) {

        /** Refuses paths out of the folder. */
        public Entry {
            if (path.isEmpty() || path.startsWith("/") || path.contains("..") || path.contains("\\")) {
                throw new BundledModelException("a bundled model's file must be under its folder, was " + path);
            }
        }

        private static Entry of(Path folder, Path file) {
            try {
                String path = folder.relativize(file).toString().replace('\\', '/');
                return new Entry(path, Files.size(file), digest(file));
            } catch (IOException e) {
                throw FileAccessException.unreadable(file, e);
            }
        }

        /** Says whether the file is there and whole. */
        boolean isIn(Path folder) {
            Path file = folder.resolve(path);
            try {
                return Files.isRegularFile(file)
                        && Files.size(file) == bytes
                        && digest(file).equals(sha256);
            } catch (IOException e) {
                return false;
            }
        }

        private static String digest(Path file) throws IOException {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
        }
    }

    /**
     * Lists a folder.
     *
     * @param folder of a model
     * @return all its files but a list
     */
    public static FileList of(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return new FileList(paths.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve(NAME)))
                    .map(file -> Entry.of(folder, file))
                    .sorted((a, b) -> a.path().compareTo(b.path()))
                    .collect(ImmutableList.toImmutableList()));
        } catch (IOException e) {
            throw FileAccessException.unlistable(folder, e);
        }
    }

    /**
     * Reads a list.
     *
     * @param json as {@link #json} writes it
     * @return the list
     * @throws io.iclight.io.json.JsonException if it is malformed
     */
    public static FileList of(JsonObject json) {
        return new FileList(json.objects("files").stream()
                .map(file -> new Entry(file.string("path"), file.integer("bytes"), file.string("sha256")))
                .collect(ImmutableList.toImmutableList()));
    }

    /**
     * Writes the list.
     *
     * @return an object
     */
    public String json() {
        return JsonWriter.text(ImmutableMap.of(
                "files",
                files.stream()
                        .map(file ->
                                ImmutableMap.of("path", file.path(), "bytes", file.bytes(), "sha256", file.sha256()))
                        .toList()));
    }

    /**
     * Counts the bytes.
     *
     * @return of all files together
     */
    public long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    /** A name that no other list has. */
    String digest() {
        return Hashing.sha256().hashUnencodedChars(json()).toString().substring(0, 16);
    }

    /** Says whether all files are there and whole. */
    boolean isIn(Path folder) {
        return files.stream().allMatch(file -> file.isIn(folder));
    }
}

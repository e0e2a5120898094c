package io.iclight.cli;

import io.iclight.io.image.ImageEncoding;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the pictures of a relight go; checked before anything is computed. */
final class OutputNames {

    private final Path first;

    private OutputNames(Path first) {
        this.first = first;
    }

    static OutputNames of(Path file) {
        ImageEncoding.forFile(file);
        requireFolder(file);
        return new OutputNames(file);
    }

    /** What takes minutes should not fail when it is written. */
    static void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException(
                    "there is no folder " + folder + " to write " + file.getFileName() + " to; make it first");
        }
    }

    Path name(int index) {
        if (index == 0) {
            return first;
        }
        return name(Integer.toString(index + 1));
    }

    /** The first name with something more in it: {@code relit-2.png}. */
    Path name(String suffix) {
        String name = first.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return first.resolveSibling(name.substring(0, dot) + "-" + suffix + name.substring(dot));
    }
}

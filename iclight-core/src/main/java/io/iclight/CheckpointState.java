package io.iclight;

import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the files of checkpoints were found: whoever replaces one of them changes its time or its size. */
final class CheckpointState {

    private CheckpointState() {}

    /**
     * Looks at files.
     *
     * @param checkpoints the files, and folders that have them
     * @return a line for each file
     */
    static String of(List<Path> checkpoints) {
        return checkpoints.stream()
                .flatMap(checkpoint -> files(checkpoint).stream())
                .map(CheckpointState::line)
                .collect(Collectors.joining("\n"));
    }

    private static List<Path> files(Path checkpoint) {
        try (Stream<Path> files = Files.walk(checkpoint, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(CheckpointState::isOfModel).sorted().toList();
        } catch (IOException e) {
            throw FileAccessException.unlistable(checkpoint, e);
        }
    }

    private static boolean isOfModel(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".safetensors") || name.endsWith(".json")) && Files.isRegularFile(file);
    }

    private static String line(Path file) {
        try {
            return file.toAbsolutePath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw FileAccessException.unreadable(file, e);
        }
    }
}

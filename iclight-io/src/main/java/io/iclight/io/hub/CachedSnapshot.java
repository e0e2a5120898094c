package io.iclight.io.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of the cache that may hold a revision's files.
 *
 * @param folder the folder; need not exist
 * @param listing which files the commit has, if the cache knows
 */
record CachedSnapshot(Path folder, Optional<RepoListing> listing) {

    /** The paths that are wanted and not there; a glob of which nothing is there stands for itself. */
    List<String> missing(List<PathPattern> wanted) throws IOException {
        List<String> missing = new ArrayList<>();
        for (PathPattern pattern : wanted) {
            if (!pattern.isGlob()) {
                missing.addAll(absent(List.of(pattern.text())));
            } else if (listing.isPresent() && !listing.get().matching(pattern).isEmpty()) {
                missing.addAll(absent(listing.get().matching(pattern)));
            } else if (!holdsAny(pattern)) {
                missing.add(pattern.text());
            }
        }
        return missing;
    }

    /** Whether {@link #missing} can be relied on: what a glob should match is known only from a listing. */
    boolean isKnown(List<PathPattern> wanted) {
        return listing.isPresent() || wanted.stream().noneMatch(PathPattern::isGlob);
    }

    private List<String> absent(List<String> paths) {
        return paths.stream()
                .filter(path -> !Files.isRegularFile(folder.resolve(path)))
                .toList();
    }

    private boolean holdsAny(PathPattern pattern) throws IOException {
        return paths().stream().anyMatch(pattern::matches);
    }

    /** The paths of the files that are there, with {@code /}, sorted. */
    List<String> paths() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

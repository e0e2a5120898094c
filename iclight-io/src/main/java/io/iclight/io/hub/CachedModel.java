package io.iclight.io.hub;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A repository's commit in the cache.
 *
 * @param repo the repository
 * @param commit the commit, or whatever else the folder is called that somebody filled by hand
 * @param revisions the branches and tags that the cache knows to be this commit
 * @param files the length in bytes of each file that is there, by its path with {@code /}
 */
public record CachedModel(RepoId repo, String commit, Set<String> revisions, Map<String, Long> files) {

    private static final String PREFIX = "models--";

    /** Copies the collections. */
    public CachedModel {
        revisions = ImmutableSet.copyOf(revisions);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /**
     * Counts the bytes.
     *
     * @return of all files that are there; a content that two of them share counts twice
     */
    public long bytes() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    static List<CachedModel> all(Path cacheFolder) throws IOException {
        List<CachedModel> models = new ArrayList<>();
        for (Path folder : sorted(cacheFolder)) {
            String name = folder.getFileName().toString();
            String id =
                    name.startsWith(PREFIX) ? name.substring(PREFIX.length()).replace("--", "/") : "";
            if (RepoId.isValid(id)) {
                models.addAll(of(RepoId.parse(id), folder));
            }
        }
        return models;
    }

    private static List<CachedModel> of(RepoId repo, Path folder) throws IOException {
        List<CachedModel> models = new ArrayList<>();
        for (Path snapshot : sorted(folder.resolve("snapshots"))) {
            Map<String, Long> files = new TreeMap<>();
            for (String path : new CachedSnapshot(snapshot, Optional.empty()).paths()) {
                files.put(path, Files.size(snapshot.resolve(path)));
            }
            String commit = snapshot.getFileName().toString();
            if (!files.isEmpty()) {
                models.add(new CachedModel(repo, commit, revisions(folder.resolve("refs"), commit), files));
            }
        }
        return models;
    }

    private static Set<String> revisions(Path refs, String commit) throws IOException {
        Set<String> revisions = new TreeSet<>();
        for (String name : new CachedSnapshot(refs, Optional.empty()).paths()) {
            if (Files.readString(refs.resolve(name)).strip().equals(commit)) {
                revisions.add(name);
            }
        }
        return revisions;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

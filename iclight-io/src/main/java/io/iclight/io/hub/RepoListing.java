package io.iclight.io.hub;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a commit. The cache keeps listings as {@code trees/COMMIT.json}, so that without a connection it can be
 * said whether a snapshot is whole; source of the format: huggingface_hub, {@code _tree_cache.py}.
 *
 * @param commit the commit
 * @param files what is known of each file, by path
 */
record RepoListing(String commit, SortedMap<String, Details> files) {

    private static final int FORMAT_VERSION = 1;

    RepoListing {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * What a listing says of a file.
     *
     * @param blob its git blob; a mirror need not tell
     * @param large its content, if that is stored outside of git
     */
    record Details(Optional<Blob> blob, Optional<Blob> large) {

        private Map<String, Object> toCache() {
            Map<String, Object> described = new LinkedHashMap<>();
            blob.ifPresent(git -> described.putAll(ImmutableMap.of("size", git.size(), "blob_id", git.id())));
            large.ifPresent(lfs -> described.putAll(ImmutableMap.of("lfs_sha256", lfs.id(), "lfs_size", lfs.size())));
            return described;
        }
    }

    /** A hash, in hexadecimal digits, and the length in bytes. */
    record Blob(String id, long size) {}

    /** Reads what the hub says of a revision. Files whose names could lead out of the folder do not count. */
    static RepoListing fromHub(JsonObject revision) {
        SortedMap<String, Details> files = new TreeMap<>();
        for (JsonObject file : revision.objects("siblings")) {
            String path = file.string("rfilename");
            if (RelativeName.isSafe(path)) {
                Optional<JsonObject> lfs = file.optional("lfs", file::object);
                files.put(path, new Details(blob(file, "blobId"), lfs.flatMap(large -> blob(large, "sha256"))));
            }
        }
        return new RepoListing(revision.string("sha"), files);
    }

    /** Reads a listing of the cache. */
    static Optional<RepoListing> fromCache(String commit, JsonObject document) {
        if (!document.optional("format_version", document::integer).equals(Optional.of((long) FORMAT_VERSION))) {
            return Optional.empty();
        }
        SortedMap<String, Details> files = new TreeMap<>();
        Details untold = new Details(Optional.empty(), Optional.empty());
        document.object("files").keys().stream().filter(RelativeName::isSafe).forEach(path -> files.put(path, untold));
        return Optional.of(new RepoListing(commit, files));
    }

    private static Optional<Blob> blob(JsonObject file, String id) {
        return file.has(id) && file.has("size")
                ? Optional.of(new Blob(file.string(id), file.integer("size")))
                : Optional.empty();
    }

    List<String> matching(PathPattern pattern) {
        return files.keySet().stream().filter(pattern::matches).toList();
    }

    /** The paths that a glob matches, at least one. */
    List<String> require(PathPattern pattern) {
        List<String> paths = matching(pattern);
        if (paths.isEmpty()) {
            throw new NotOnHubException(
                    "none of the " + files.size() + " files of commit " + commit + " matches " + pattern);
        }
        return paths;
    }

    /** The listing as the cache keeps it; empty if the hub did not tell all that belongs there. */
    Optional<String> toCache() {
        if (files.values().stream().anyMatch(details -> details.blob().isEmpty())) {
            return Optional.empty();
        }
        Map<String, Object> described = new LinkedHashMap<>();
        files.forEach((path, details) -> described.put(path, details.toCache()));
        return Optional.of(JsonWriter.text(ImmutableMap.of("format_version", FORMAT_VERSION, "files", described)));
    }
}

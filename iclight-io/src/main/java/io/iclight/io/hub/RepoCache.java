package io.iclight.io.hub;

import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A repository's part of the cache folder, in huggingface_hub's layout:
 *
 * <pre>
 * models--ORGANISATION--NAME/
 *   refs/REVISION              the commit that a branch or tag was when it was last asked for
 *   blobs/ETAG                 contents
 *   snapshots/COMMIT/PATH      links to them
 *   trees/COMMIT.json          the commit's list of files
 * .locks/models--ORGANISATION--NAME/ETAG.lock
 * </pre>
 *
 * <p>Source: huggingface_hub, {@code file_download.py} and {@code docs/source/en/guides/manage-cache.md}.
 */
record RepoCache(Path cacheFolder, RepoId repo) {

    /** Folders that people fill by hand need not be named after a commit. */
    private static final Pattern FOLDER_NAME = Pattern.compile("\\w[\\w.-]*");

    private static final String CACHE_TAG = """
            Signature: 8a477f597d28d172789f06886806bc55
            # Everything in this folder can be downloaded again; see https://bford.info/cachedir/
            """;

    private Path folder() {
        return cacheFolder.resolve(folderName());
    }

    private String folderName() {
        return "models--" + repo.id().replace("/", "--");
    }

    Path blob(ETag etag) {
        return folder().resolve("blobs").resolve(etag.value());
    }

    /** A name of our own: older huggingface_hubs append to {@code ETAG.incomplete}, under locks that Java cannot see. */
    Path partial(ETag etag) {
        return folder().resolve("blobs").resolve(etag.value() + ".iclight.incomplete");
    }

    Path lock(ETag etag) {
        return cacheFolder.resolve(".locks").resolve(folderName()).resolve(etag.value() + ".lock");
    }

    Path snapshot(String commit) {
        return folder().resolve("snapshots").resolve(commit);
    }

    Path entry(String commit, RepoPath path) {
        return snapshot(commit).resolve(path.path());
    }

    /** The commit that a revision is, as far as the cache knows. */
    Optional<String> commit(Revision revision) throws IOException {
        if (revision.isCommit()) {
            return Optional.of(revision.name());
        }
        Path ref = ref(revision);
        return Files.isRegularFile(ref)
                ? Optional.of(Files.readString(ref).strip())
                        .filter(name -> FOLDER_NAME.matcher(name).matches())
                : Optional.empty();
    }

    /**
     * The folders in which a revision's files may be: its commit's, and one named after the revision itself, which is
     * where people without huggingface_hub put what they downloaded by hand.
     */
    List<CachedSnapshot> snapshots(Revision revision) throws IOException {
        List<CachedSnapshot> found = new ArrayList<>();
        Optional<String> commit = commit(revision);
        if (commit.isPresent()) {
            found.add(new CachedSnapshot(snapshot(commit.get()), listing(commit.get())));
        }
        if (!commit.equals(Optional.of(revision.name()))) {
            found.add(new CachedSnapshot(snapshot(revision.name()), Optional.empty()));
        }
        return found;
    }

    /** Notes which commit a branch or tag is. */
    void note(Revision revision, String commit) throws IOException {
        if (!revision.isCommit() && !commit(revision).equals(Optional.of(commit))) {
            writeWhole(ref(revision), commit);
        }
    }

    /** A listing that is damaged or of a later format counts as missing. */
    Optional<RepoListing> listing(String commit) throws IOException {
        Path file = tree(commit);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return RepoListing.fromCache(commit, JsonReader.parse(Files.readString(file), file.toString()));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    void keep(RepoListing listing) throws IOException {
        Optional<String> document = listing.toCache();
        if (document.isPresent()) {
            writeWhole(tree(listing.commit()), document.get());
        }
    }

    /** Tells backup programs that the folder need not be kept, as huggingface_hub does: where it can. */
    void tag() throws IOException {
        Files.createDirectories(cacheFolder);
        try {
            Files.writeString(cacheFolder.resolve("CACHEDIR.TAG"), CACHE_TAG, StandardOpenOption.CREATE_NEW);
        } catch (FileSystemException taggedBeforeOrNotOurs) {
            // Nothing depends on it.
        }
    }

    private Path ref(Revision revision) {
        return folder().resolve("refs").resolve(revision.name());
    }

    private Path tree(String commit) {
        return folder().resolve("trees").resolve(commit + ".json");
    }

    /** Other programs never see half a file. */
    private static void writeWhole(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path whole = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}

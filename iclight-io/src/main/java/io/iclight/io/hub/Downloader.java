package io.iclight.io.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Completes the cache from the hub. */
final class Downloader {

    private final HubSettings settings;
    private final DownloadListener listener;
    private final HubClient client;
    private final CacheLocks locks = new CacheLocks();

    Downloader(HubSettings settings, DownloadListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.client = new HubClient(settings);
    }

    /**
     * Brings files into the cache, all of one commit: the one that the cache knows the revision by, or today's if it
     * knows none.
     *
     * @return the snapshot's folder
     */
    Path complete(RepoCache cache, Revision revision, List<PathPattern> wanted) throws IOException {
        Optional<String> known = cache.commit(revision).filter(Revision::isCommit);
        try {
            String commit = fetchAll(cache, known.orElse(revision.name()), wanted);
            cache.note(revision, commit);
            return cache.snapshot(commit);
        } catch (NotOnHubException e) {
            boolean mayHaveMoved = known.isPresent() && !revision.isCommit();
            throw mayHaveMoved
                    ? e.withAdvice(revision + " was commit " + known.get() + " when it was last asked for; "
                            + "Hub.refresh asks what it is today")
                    : e;
        }
    }

    private String fetchAll(RepoCache cache, String revision, List<PathPattern> wanted) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        String commit = revision;
        if (wanted.stream().anyMatch(PathPattern::isGlob)) {
            RepoListing listing = listing(cache, revision);
            commit = listing.commit();
            wanted.stream().filter(PathPattern::isGlob).map(listing::require).forEach(paths::addAll);
        }
        wanted.stream()
                .filter(pattern -> !pattern.isGlob())
                .map(PathPattern::text)
                .forEach(paths::add);
        for (String path : paths) {
            commit = fetch(cache, commit, new RepoPath(path));
        }
        return commit;
    }

    private RepoListing listing(RepoCache cache, String revision) throws IOException {
        Optional<RepoListing> kept = Revision.isCommit(revision) ? cache.listing(revision) : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        RepoListing listing = client.list(cache.repo(), revision);
        cache.keep(listing);
        return listing;
    }

    /** Lists a revision's files: those of the commit that the cache knows the revision by, or today's if it knows none. */
    List<String> paths(RepoCache cache, Revision revision) throws IOException {
        RepoListing listing =
                listing(cache, cache.commit(revision).filter(Revision::isCommit).orElse(revision.name()));
        cache.note(revision, listing.commit());
        return List.copyOf(listing.files().keySet());
    }

    /** Brings one file into the cache, and says of which commit it is. */
    private String fetch(RepoCache cache, String revision, RepoPath path) throws IOException {
        if (Revision.isCommit(revision) && Files.isRegularFile(cache.entry(revision, path))) {
            return revision;
        }
        Attempts attempts = new Attempts(settings.limits(), "downloading " + cache.repo() + ": " + path);
        while (true) {
            RemoteFile file = client.describe(cache.repo(), revision, path);
            try {
                store(cache, file);
                return file.commit();
            } catch (FileChangedException e) {
                attempts.pauseAfter(new TransientFailure(e.getMessage(), e));
            }
        }
    }

    private void store(RepoCache cache, RemoteFile file) throws IOException, FileChangedException {
        Path entry = cache.entry(file.commit(), file.path());
        if (Files.isRegularFile(entry)) {
            return;
        }
        Path blob = cache.blob(file.etag());
        SnapshotEntry target = new SnapshotEntry(settings.entries(), blob, entry);
        cache.tag();
        Files.createDirectories(blob.getParent());
        try (CacheLocks.Held lock = locks.acquire(cache.lock(file.etag()))) {
            if (Files.isRegularFile(entry)) {
                return;
            }
            if (Files.isRegularFile(blob)) {
                target.placeShared();
            } else {
                BlobTransfer.run(client, settings.limits(), listener, file, cache.partial(file.etag()), blob);
                target.placeNew();
            }
        }
    }

    /** Asks which commit a revision is today, and notes it. */
    String refresh(RepoCache cache, Revision revision) throws IOException {
        RepoListing listing = client.list(cache.repo(), revision.name());
        cache.tag();
        cache.keep(listing);
        cache.note(revision, listing.commit());
        return listing.commit();
    }
}

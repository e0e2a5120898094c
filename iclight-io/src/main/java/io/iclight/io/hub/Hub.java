package io.iclight.io.hub;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Hugging Face hub as folders of files: what a model id names is looked for in the cache folder, and downloaded if
 * it is not there and {@link HubSettings#withDownloads} was asked for. {@link WellKnownModel} lists what IC-Light needs.
 *
 * <p>The cache is that of huggingface_hub, and the programs share it. Unlike there, what is in the cache is used without
 * a request: a branch stays at the commit that it had when it was first asked for, so that a program's results stay the
 * same, until {@link #refresh} is called.
 *
 * <p>A file appears in the cache whole and checked, or not at all. A download that ends early goes on where it stopped.
 * Threads, and programs that use this library, download a file that several of them want once. Instances are safe for
 * use by many threads.
 *
 * <p>java.net.http takes its proxy from the system properties {@code https.proxyHost} and {@code https.proxyPort}.
 */
public final class Hub {

    private final HubSettings settings;

    /** Made when it is first needed: offline there is no HTTP client, and nobody reads the token. */
    private final Supplier<Downloader> downloader;

    private Hub(HubSettings settings, DownloadListener listener) {
        this.settings = settings;
        this.downloader = Suppliers.memoize(() -> new Downloader(settings, listener));
    }

    /**
     * Opens the hub.
     *
     * @param settings which cache and which hub
     * @return the hub; nothing has been read or asked
     */
    public static Hub open(HubSettings settings) {
        return open(settings, DownloadListener.NONE);
    }

    /**
     * Opens the hub.
     *
     * @param settings which cache and which hub
     * @param listener is told how downloads go on
     * @return the hub; nothing has been read or asked
     */
    public static Hub open(HubSettings settings, DownloadListener listener) {
        return new Hub(settings, listener);
    }

    /**
     * Finds a file.
     *
     * @param repo the repository
     * @param revision its branch, tag or commit
     * @param path the file's path in it, with {@code /}
     * @return the file in the cache, to be read only: other programs use it too
     * @throws OfflineException if it is not in the cache and downloads are not on
     * @throws HubException if it cannot be downloaded; the subclass says why
     */
    public Path file(RepoId repo, Revision revision, String path) {
        return find(repo, revision, List.of(PathPattern.exactly(path))).resolve(path);
    }

    /**
     * Finds files of one commit.
     *
     * <p>What a glob should match is known from the commit's list of files, which the cache keeps. Offline, and for a
     * commit whose list the cache does not have, a glob is content with one file in the cache.
     *
     * @param files the files
     * @return the folder in which they are, beside others of the same commit that were asked for before; to be read only
     * @throws OfflineException if they are not all in the cache and downloads are not on
     * @throws HubException if they cannot be downloaded; the subclass says why
     */
    public Path snapshot(RepoFiles files) {
        List<PathPattern> wanted =
                files.patterns().stream().map(PathPattern::parse).toList();
        return find(files.repo(), files.revision(), wanted);
    }

    /**
     * Asks which commit a branch or tag is today. From then on its files are looked for in that commit, those that the
     * cache had of an earlier one being downloaded again if they changed.
     *
     * @param repo the repository
     * @param revision the branch or tag
     * @return the commit, 40 hexadecimal digits
     * @throws OfflineException if downloads are not on
     * @throws HubException if the hub cannot be asked; the subclass says why
     */
    public String refresh(RepoId repo, Revision revision) {
        if (!isOnline()) {
            throw OfflineException.cannotAsk(settings, repo, revision);
        }
        try {
            return downloader.get().refresh(new RepoCache(settings.cacheFolder(), repo), revision);
        } catch (IOException e) {
            throw CacheException.of(settings.cacheFolder(), e);
        }
    }

    /**
     * Says whether what is missing is downloaded.
     *
     * @return whether downloads are {@link Downloads#ON}
     */
    public boolean isOnline() {
        return settings.downloads() == Downloads.ON;
    }

    /**
     * Lists a revision's files that are in the cache. The hub is not asked.
     *
     * @param repo the repository
     * @param revision its branch, tag or commit
     * @return paths with {@code /}, sorted; empty if there are none
     * @throws CacheException if the cache cannot be read
     */
    public List<String> cachedPaths(RepoId repo, Revision revision) {
        RepoCache cache = new RepoCache(settings.cacheFolder(), repo);
        try {
            List<String> paths = new ArrayList<>();
            for (CachedSnapshot snapshot : cache.snapshots(revision)) {
                paths.addAll(snapshot.paths());
            }
            return paths.stream().distinct().sorted().toList();
        } catch (IOException e) {
            throw CacheException.of(settings.cacheFolder(), e);
        }
    }

    /**
     * Lists all of a revision's files. The hub is asked if the cache does not have the list.
     *
     * @param repo the repository
     * @param revision its branch, tag or commit
     * @return paths with {@code /}, sorted
     * @throws OfflineException if downloads are not on
     * @throws HubException if the hub cannot be asked; the subclass says why
     */
    public List<String> paths(RepoId repo, Revision revision) {
        if (!isOnline()) {
            throw OfflineException.cannotAsk(settings, repo, revision);
        }
        try {
            return downloader.get().paths(new RepoCache(settings.cacheFolder(), repo), revision);
        } catch (IOException e) {
            throw CacheException.of(settings.cacheFolder(), e);
        }
    }

    /**
     * Lists what the cache holds, whichever program put it there.
     *
     * @return one entry for each repository and commit, sorted by name; empty where there is no cache
     * @throws CacheException if the cache cannot be read
     */
    public List<CachedModel> cached() {
        try {
            return CachedModel.all(settings.cacheFolder());
        } catch (IOException e) {
            throw CacheException.of(settings.cacheFolder(), e);
        }
    }

    private Path find(RepoId repo, Revision revision, List<PathPattern> wanted) {
        RepoCache cache = new RepoCache(settings.cacheFolder(), repo);
        boolean online = isOnline();
        try {
            List<CachedSnapshot> snapshots = cache.snapshots(revision);
            for (CachedSnapshot snapshot : snapshots) {
                boolean known = !online || snapshot.isKnown(wanted);
                if (known && snapshot.missing(wanted).isEmpty()) {
                    return snapshot.folder();
                }
            }
            if (online) {
                return downloader.get().complete(cache, revision, wanted);
            }
            CachedSnapshot nearest = snapshots.get(0);
            throw OfflineException.missing(settings, repo, revision, nearest.missing(wanted), nearest.folder());
        } catch (IOException e) {
            throw CacheException.of(settings.cacheFolder(), e);
        }
    }

    @Override
    public String toString() {
        return "Hub[" + settings + "]";
    }
}

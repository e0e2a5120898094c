package io.iclight.io.hub;

import java.util.OptionalLong;

/**
 * What the hub announces of a file.
 *
 * @param size the length in bytes; some mirrors drop it for small files
 */
record RemoteFile(RepoId repo, RepoPath path, String commit, ETag etag, OptionalLong size) {

    /** Whether pieces of several answers may be joined: only if it can be told afterwards that they belong together. */
    boolean canBeSpliced() {
        return size.isPresent() && etag.isHash();
    }

    @Override
    public String toString() {
        return repo + " (" + commit + "): " + path;
    }
}

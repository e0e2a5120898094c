package io.iclight.io.hub;

/** What the hub announces of a file. */
record RemoteFile(RepoId repo, RepoPath path, String commit, ETag etag, long size) {

    @Override
    public String toString() {
        return repo + " (" + commit + "): " + path;
    }
}

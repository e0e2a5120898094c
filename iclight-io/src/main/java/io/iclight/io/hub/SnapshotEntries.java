package io.iclight.io.hub;

/** What stands under {@code snapshots/} in the cache. */
public enum SnapshotEntries {
    /** Relative symbolic links to {@code blobs/}; files where the file system or the user's rights have no links. */
    LINKS,

    /** Always files, as {@code HF_HUB_DISABLE_SYMLINKS} asks. */
    FILES
}

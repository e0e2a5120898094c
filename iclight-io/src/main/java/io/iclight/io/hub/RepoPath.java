package io.iclight.io.hub;

/** A file's path inside a repository, with {@code /} between folders. */
record RepoPath(String path) {

    RepoPath {
        RelativeName.check(path, "path in a repository");
    }

    @Override
    public String toString() {
        return path;
    }
}

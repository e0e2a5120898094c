package io.iclight.io.hub;

import java.util.List;

/**
 * Files of a repository that are wanted together, from one commit.
 *
 * @param repo the repository
 * @param revision its branch, tag or commit
 * @param patterns at least one path, or glob as huggingface_hub has them: {@code *} matches {@code /} too, {@code ?} one
 *     character, {@code [..]} a set, and a folder's name with {@code /} at the end all that is in it
 */
public record RepoFiles(RepoId repo, Revision revision, List<String> patterns) {

    /**
     * Checks the patterns.
     *
     * @throws InvalidNameException if there is none, or a path cannot be a repository's
     */
    public RepoFiles {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty()) {
            throw new InvalidNameException("no file of " + repo + " was asked for; expected one path or more");
        }
        patterns.forEach(PathPattern::parse);
    }

    /**
     * Names files of a repository's main branch.
     *
     * @param repo {@code organisation/name}
     * @param patterns paths or globs
     * @return the files
     * @throws InvalidNameException if the repository's name or a path cannot be
     */
    public static RepoFiles of(String repo, String... patterns) {
        return new RepoFiles(RepoId.parse(repo), Revision.MAIN, List.of(patterns));
    }

    /**
     * Pins or moves the revision.
     *
     * @param revision the revision
     * @return the same files of that revision
     */
    public RepoFiles at(Revision revision) {
        return new RepoFiles(repo, revision, patterns);
    }
}

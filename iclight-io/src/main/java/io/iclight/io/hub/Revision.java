package io.iclight.io.hub;

import java.util.regex.Pattern;

/**
 * A state of a repository.
 *
 * @param name a branch, a tag, or a commit of 40 hexadecimal digits
 */
public record Revision(String name) {

    /** The branch that a repository has from the start. */
    public static final Revision MAIN = new Revision("main");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /**
     * Checks the name.
     *
     * @throws InvalidNameException if it cannot be a revision's
     */
    public Revision {
        RelativeName.check(name, "revision");
    }

    /**
     * Says whether the revision can never move.
     *
     * @return whether the name is a commit's
     */
    public boolean isCommit() {
        return isCommit(name);
    }

    static boolean isCommit(String name) {
        return COMMIT.matcher(name).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.iclight.io.hub;

import java.util.regex.Pattern;

/**
 * A model repository's name on the hub.
 *
 * @param id {@code organisation/name}, or {@code name} alone as the hub's oldest repositories have it
 */
public record RepoId(String id) {

    /** What huggingface_hub accepts: words of letters, digits and {@code _ - .}, a name of at most 96 characters. */
    private static final Pattern FORM = Pattern.compile("(\\w([\\w.-]*\\w)?/)?(?=[^/]{1,96}$)\\w([\\w.-]*\\w)?");

    /**
     * Checks the name.
     *
     * @throws InvalidNameException if the hub would not accept it
     */
    public RepoId {
        if (!isValid(id)) {
            throw new InvalidNameException("\"" + id + "\" is no repository of the hub; expected organisation/name, "
                    + "such as lllyasviel/ic-light, of letters, digits, '_', '-' and '.'");
        }
    }

    /**
     * Reads a name.
     *
     * @param id {@code organisation/name}
     * @return the repository
     * @throws InvalidNameException if the hub would not accept it
     */
    public static RepoId parse(String id) {
        return new RepoId(id);
    }

    static boolean isValid(String id) {
        return FORM.matcher(id).matches() && !id.contains("--") && !id.contains("..") && !id.endsWith(".git");
    }

    @Override
    public String toString() {
        return id;
    }
}

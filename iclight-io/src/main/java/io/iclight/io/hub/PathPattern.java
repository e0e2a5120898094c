package io.iclight.io.hub;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One path, or all that a glob matches. Globs are those of huggingface_hub, which are Python's {@code fnmatch}: {@code *}
 * matches {@code /} too, and a folder's name with {@code /} at the end means all that is in it.
 */
record PathPattern(String text, Optional<Pattern> glob) {

    static PathPattern exactly(String path) {
        return new PathPattern(new RepoPath(path).path(), Optional.empty());
    }

    static PathPattern parse(String text) {
        boolean isGlob = text.endsWith("/") || text.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
        return isGlob ? new PathPattern(text, Optional.of(compile(text))) : exactly(text);
    }

    boolean isGlob() {
        return glob.isPresent();
    }

    boolean matches(String path) {
        return glob.map(pattern -> pattern.matcher(path).matches()).orElseGet(() -> text.equals(path));
    }

    private static Pattern compile(String text) {
        String pattern = text.endsWith("/") ? text + "*" : text;
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = c == '[' ? endOfSet(pattern, i) : -1;
            if (end > 0) {
                regex.append(set(pattern.substring(i + 1, end)));
                i = end;
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new InvalidNameException("\"" + text + "\" is no glob: " + e.getDescription());
        }
    }

    /** A bracket that comes first in a set belongs to it; one that is never closed is an ordinary character. */
    private static int endOfSet(String pattern, int start) {
        int first = pattern.startsWith("!", start + 1) ? start + 2 : start + 1;
        return pattern.indexOf(']', first + 1);
    }

    private static String set(String content) {
        boolean negated = content.startsWith("!");
        String members = (negated ? content.substring(1) : content).replaceAll("[\\\\\\[\\]&^]", "\\\\$0");
        return "[" + (negated ? "^" : "") + members + "]";
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.iclight.io.hub;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The names that may become paths below the cache folder: nothing that a repository says may lead out of it. */
final class RelativeName {

    private RelativeName() {}

    static void check(String name, String what) {
        if (!isSafe(name)) {
            throw new InvalidNameException(
                    "\"" + printable(name) + "\" is no " + what + "; expected words separated by "
                            + "'/', none of them empty, '.' or '..', without '\\' or a drive");
        }
    }

    /** The rules of huggingface_hub: safe where '/' separates and where '\' does, whatever this machine's way. */
    static boolean isSafe(String name) {
        for (String word : name.split("/", -1)) {
            boolean drive = word.length() > 1 && word.charAt(1) == ':' && Character.isLetter(word.charAt(0));
            if (word.isEmpty() || word.equals(".") || word.equals("..") || drive) {
                return false;
            }
        }
        return name.indexOf('\\') < 0 && name.chars().noneMatch(Character::isISOControl) && isPath(name);
    }

    /** Windows has no files with {@code ?} in their names, for example. */
    private static boolean isPath(String name) {
        try {
            Path.of(name);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}

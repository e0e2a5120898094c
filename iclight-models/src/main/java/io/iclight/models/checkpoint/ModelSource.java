package io.iclight.models.checkpoint;

import io.iclight.io.hub.RepoId;
import io.iclight.io.hub.Revision;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a model is: on this machine, or on the Hugging Face hub. */
public sealed interface ModelSource {

    /** {@code owner/name}, then perhaps {@code @revision}, then perhaps a file's path. */
    Pattern ID = Pattern.compile("(?<repo>\\w[\\w.-]*/\\w[\\w.-]*)(@(?<revision>[\\w.-]+))?(/(?<file>.+))?");

    /** What nobody calls a repository. */
    Pattern FILE_NAME = Pattern.compile(".*\\.(safetensors|json|ckpt|pt|pth|bin|gz|txt)");

    /**
     * On this machine.
     *
     * @param path a folder or a file
     */
    record OnDisk(Path path) implements ModelSource {

        /** Checks the component. */
        public OnDisk {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * On the hub.
     *
     * @param repo the repository
     * @param revision its branch, tag or commit
     * @param file the path of a file in it; empty for the repository as a whole
     */
    record OnHub(RepoId repo, Revision revision, Optional<String> file) implements ModelSource {

        /** Checks the components. */
        public OnHub {
            Objects.requireNonNull(repo, "repo");
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(file, "file");
        }

        @Override
        public String toString() {
            String at = revision.equals(Revision.MAIN) ? "" : "@" + revision;
            return repo + at + file.map(path -> "/" + path).orElse("");
        }
    }

    /**
     * Names a folder or file.
     *
     * @param path where it is
     * @return the source
     */
    static ModelSource of(Path path) {
        return new OnDisk(path);
    }

    /**
     * Names a model of the hub.
     *
     * @param id {@code owner/name}, {@code owner/name/path/of/file}, either with {@code @revision} after the name
     * @return the source
     * @throws io.iclight.io.hub.InvalidNameException if the hub would not accept it
     */
    static ModelSource hub(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? new OnHub(
                        RepoId.parse(parts.group("repo")),
                        Optional.ofNullable(parts.group("revision"))
                                .map(Revision::new)
                                .orElse(Revision.MAIN),
                        Optional.ofNullable(parts.group("file")))
                : new OnHub(RepoId.parse(id), Revision.MAIN, Optional.empty());
    }

    /**
     * Names a file of the hub.
     *
     * @param repo {@code owner/name}
     * @param file its path in the repository
     * @return the source, of the main branch
     * @throws io.iclight.io.hub.InvalidNameException if the hub would not accept it
     */
    static ModelSource hub(String repo, String file) {
        return new OnHub(RepoId.parse(repo), Revision.MAIN, Optional.of(file));
    }

    /**
     * Reads what a person typed.
     *
     * @param text a path, or an id as {@link #hub(String)} takes it; what exists is a path, and so is what looks like one
     * @return the source
     */
    static ModelSource parse(String text) {
        Matcher parts = ID.matcher(text);
        boolean id = parts.matches()
                && (parts.group("file") != null || !FILE_NAME.matcher(text).matches());
        return id && !exists(text) ? hub(text) : of(Path.of(text));
    }

    private static boolean exists(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}

package io.iclight.bundled;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iclight.io.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A model in the library's jar. What needs files gets a folder: the resources are unpacked to the machine's cache when
 * they are first asked for, by all processes of the machine once, and their SHA-256 is checked each time. From there on it
 * is a folder like any other model's.
 *
 * @param name such as {@code mini}; its resources are beside this class, under this name
 */
public record BundledModel(String name) {

    /**
     * The small model of this library's own training, conditioned on the foreground or on foreground and background, as {@link
     * io.iclight.Relighter#mini(io.iclight.models.iclight.IcLightModel)} loads it.
     */
    public static final BundledModel MINI = new BundledModel("mini");

    /**
     * A small network of IS-Net's form that finds a photo's subject, trained by this library on rendered pictures, for {@link
     * io.iclight.RelighterBuilder#matting}. Its mattes are softer than RMBG-1.4's, and it may be used for anything.
     */
    public static final BundledModel MATTING = new BundledModel("matting");

    /** Checks the component. */
    public BundledModel {
        Objects.requireNonNull(name, "name");
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("a bundled model's name has small letters, digits and -, was " + name);
        }
    }

    /**
     * Says whether this build of the library has the model.
     *
     * @return whether its list of files is on the class path
     */
    public boolean isPresent() {
        return BundledModel.class.getResource(resource(FileList.NAME)) != null;
    }

    /**
     * Unpacks the model, if it is not there yet.
     *
     * @return its folder; not to be changed
     * @throws BundledModelException if this build of the library has no such model, or the folder cannot be written; the
     *     message says where it should be and how to choose another place
     */
    public Path folder() {
        return folder(ModelCache.standard());
    }

    Path folder(ModelCache cache) {
        FileList files = files();
        Path folder = cache.folder().resolve(name + "-" + files.digest());
        if (files.isIn(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(cache.folder());
            Path part = Files.createDirectory(cache.folder().resolve(name + "-" + UUID.randomUUID() + ".part"));
            try {
                unpack(files, part);
                moveIntoPlace(files, part, folder);
            } finally {
                remove(part);
            }
            return folder;
        } catch (IOException e) {
            throw new BundledModelException(
                    "the bundled model " + name + " cannot be unpacked to " + folder + ": " + e
                            + "; make room there, or name another folder with -D" + ModelCache.PROPERTY + "=DIR",
                    e);
        }
    }

    private FileList files() {
        try (InputStream list = BundledModel.class.getResourceAsStream(resource(FileList.NAME))) {
            if (list == null) {
                throw new BundledModelException("this build of the library has no bundled model " + name
                        + "; name the models to load, or use a release");
            }
            return FileList.of(JsonReader.parse(new String(list.readAllBytes(), UTF_8), resource(FileList.NAME)));
        } catch (IOException e) {
            throw new BundledModelException("the bundled model " + name + " cannot be read: " + e, e);
        }
    }

    private void unpack(FileList files, Path part) throws IOException {
        for (FileList.Entry file : files.files()) {
            Path target = part.resolve(file.path());
            Files.createDirectories(target.getParent());
            try (InputStream content = BundledModel.class.getResourceAsStream(resource(file.path()))) {
                if (content == null) {
                    throw new BundledModelException(
                            "the bundled model " + name + " lacks its file " + file.path() + "; is the jar whole?");
                }
                Files.copy(content, target);
            }
            if (!file.isIn(part)) {
                throw new BundledModelException("the bundled model " + name + " is damaged: " + file.path()
                        + " is not what its list of files says; is the jar whole?");
            }
        }
    }

    /** Another process may have been faster; what is there and damaged makes room. */
    private static void moveIntoPlace(FileList files, Path part, Path folder) throws IOException {
        if (Files.exists(folder) && !files.isIn(folder)) {
            remove(folder);
        }
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!files.isIn(folder)) {
                throw e;
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private String resource(String path) {
        return name + "/" + path;
    }
}

package io.iclight.train.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.iclight.bundled.FileList;
import io.iclight.io.file.FileAccessException;
import io.iclight.io.file.WholeFolder;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Prepares a model's folder to be a resource of the library: weights in float16, and a list of the files with their digests.
 *
 * @param model a folder in diffusers' layout, with IC-Light's offsets, perhaps {@code matting/} and {@code relight.json}
 */
public record ModelBundle(Path model) {

    private static final ImmutableList<String> ENDINGS = ImmutableList.of(".safetensors", ".json", ".txt");

    /**
     * Prepares it.
     *
     * @param target a folder that is not there yet, or is empty; it appears whole or not at all
     * @return what was written
     * @throws IllegalArgumentException if the target has files
     */
    public FileList write(Path target) {
        if (!WholeFolder.isFree(target)) {
            throw new IllegalArgumentException(target + " is not empty; empty it, or name another folder");
        }
        AtomicReference<FileList> written = new AtomicReference<>();
        WholeFolder.write(target, folder -> written.set(fill(folder)));
        return written.get();
    }

    private FileList fill(WholeFolder folder) {
        try {
            for (Path file : list(model)) {
                Path written = folder.file(model.relativize(file).toString());
                if (file.toString().endsWith(".safetensors")) {
                    halve(file, written);
                } else {
                    Files.copy(file, written);
                }
            }
            FileList files = FileList.of(folder.path());
            Files.writeString(folder.file(FileList.NAME), files.json() + "\n", UTF_8);
            return files;
        } catch (IOException e) {
            throw FileAccessException.unwritable(folder.path(), e);
        }
    }

    private static void halve(Path from, Path to) {
        try (SafetensorsFile file = SafetensorsFile.open(from)) {
            SafetensorsWriter.create()
                    .metadata(file.metadata())
                    .roundedTo(ElementType.F16)
                    .write(file, to);
        }
    }

    private static ImmutableList<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.getFileName().toString().equals(FileList.NAME))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        }
    }
}

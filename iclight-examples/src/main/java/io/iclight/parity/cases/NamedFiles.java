package io.iclight.parity.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Files that a case names beside its tensors, such as a vocabulary, by a path from the folder that its reference ran in. A
 * collection may have its own copy below another folder, or lie anywhere.
 *
 * @param suite the folder of the case
 */
record NamedFiles(Path suite) {

    /** Looks in the collection, then from the folders above it, and last from the working directory and those above. */
    Optional<Path> find(String path) {
        Path named = Path.of(path);
        Path folder = suite.toAbsolutePath().normalize();
        Stream<Path> own = IntStream.range(0, named.getNameCount())
                .mapToObj(first -> named.subpath(first, named.getNameCount()))
                .map(folder::resolveSibling);
        Stream<Path> around = Stream.concat(upwards(folder), upwards(Path.of("").toAbsolutePath()))
                .map(above -> above.resolve(named));
        return Stream.concat(own, around).filter(Files::exists).findFirst();
    }

    private static Stream<Path> upwards(Path folder) {
        return Stream.iterate(folder, above -> above != null, Path::getParent);
    }
}

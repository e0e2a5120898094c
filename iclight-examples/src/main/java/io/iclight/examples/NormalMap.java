package io.iclight.examples;

import io.iclight.NormalsResult;
import io.iclight.Relighter;
import java.nio.file.Path;
import java.util.List;

/** Computes the normals of a photo, and shows the four relights that they come from. */
public final class NormalMap {

    private NormalMap() {}

    /**
     * Computes normals.
     *
     * @param args the checkpoint's folder, IC-Light's background offset, the photo, and two pictures to write: the map, and
     *     the relights from the left, the right, below and above beside it
     */
    public static void main(String... args) {
        try (Relighter relighter = Relighter.builder()
                .model(Path.of(args[0]))
                .iclight(Path.of(args[1]))
                .build()) {
            NormalsResult result = relighter
                    .normals(Path.of(args[2]))
                    .prompt("a plaster bust")
                    .size(128, 128)
                    .steps(2)
                    .run();
            result.write(Path.of(args[3]));
            Row.write(
                    List.of(
                            result.normals().left(),
                            result.normals().right(),
                            result.normals().bottom(),
                            result.normals().top(),
                            result.image()),
                    5,
                    Path.of(args[4]));
        }
    }
}

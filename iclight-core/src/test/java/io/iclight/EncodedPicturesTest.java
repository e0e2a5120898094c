package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.bundled.BundledModel;
import io.iclight.io.image.Image;
import io.iclight.io.safetensors.Safetensors;
import io.iclight.io.safetensors.SafetensorsWriter;
import io.iclight.io.weights.HashWeights;
import io.iclight.io.weights.TensorSource;
import io.iclight.light.LightSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A photo that is relit again, by another program. */
final class EncodedPicturesTest {

    /** So large that pictures are encoded one by one. */
    private static final int SIDE = 1032;

    @TempDir
    private Path folder;

    private static Image relit(EncodedPictures pictures) {
        try (Relighter relighter = Relighter.builder()
                .model(BundledModel.MINI.folder())
                .encodedPictures(pictures)
                .build()) {
            return relighter
                    .relight(Path.of("../docs/images/subject.png"))
                    .prompt("plaster bust, sunset over sea")
                    .light(LightSide.LEFT)
                    .size(SIDE, SIDE)
                    .steps(2)
                    .withoutHighres()
                    .run()
                    .image();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void whatIsKeptIsTakenAtTheNextStart() throws IOException {
        Image expected = relit(EncodedPictures.keptIn(folder));
        // The subject, and the light that it starts from.
        assertThat(files()).hasSize(2);
        assertThat(relit(EncodedPictures.keptIn(folder))).isEqualTo(expected);

        for (Path file : files()) {
            replace(file);
        }
        assertThat(relit(EncodedPictures.keptIn(folder))).isNotEqualTo(expected);
    }

    private static void replace(Path file) {
        try (TensorSource kept = Safetensors.open(file)) {
            SafetensorsWriter.create().write(HashWeights.model(kept.tensors(), 1), file);
        }
    }
}

package io.iclight.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories of latents: in a program's own memory, and in files. */
final class LatentMemoryTest {

    @TempDir
    private Path folder;

    private static Image picture(int number) {
        return Image.filled(new ImageSize(3, 2), number % 256, number / 256, 7);
    }

    /** Different ones of each picture. */
    private static Tensor latents(int number) {
        return TensorData.ofFloats(new float[] {number, 0.1f, -2, 3e-9f}, 1, 4, 1, 1);
    }

    private static boolean remembers(LatentMemory memory, int number) {
        try (TensorScope scope = TensorScope.open()) {
            Optional<Tensor> found = memory.find(picture(number));
            found.ifPresent(tensor -> assertThat(tensor.equal(latents(number))).isTrue());
            return found.isPresent();
        }
    }

    private static void keep(LatentMemory memory, int number) {
        try (TensorScope scope = TensorScope.open()) {
            memory.keep(picture(number), latents(number));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void thePicturesOfAFewRelightsAreRemembered() {
        RecentLatents recent = new RecentLatents();
        long before = Pointer.totalCount();
        for (int i = 0; i < 100; i++) {
            keep(recent, i);
            assertThat(remembers(recent, i)).isTrue();
        }

        assertThat(remembers(recent, 0)).isFalse();
        assertThat(remembers(recent, 90)).isTrue();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void picturesOfTheSameSamplesInAnotherSizeAreOthers() {
        RecentLatents recent = new RecentLatents();
        keep(recent, 1);

        assertThat(recent.find(Image.filled(new ImageSize(2, 3), 1, 0, 7))).isEmpty();
    }

    @Test
    void filesAreFoundByWhoeverEncodesToTheSame() {
        LatentFiles written = new LatentFiles(folder.resolve("made"), "one");
        keep(written, 1);

        assertThat(remembers(new LatentFiles(folder.resolve("made"), "one"), 1)).isTrue();
        assertThat(remembers(new LatentFiles(folder.resolve("made"), "other"), 1))
                .isFalse();
        assertThat(remembers(written, 2)).isFalse();
    }

    @Test
    void theNewestFilesStayAndNoOthersAreTouched() throws IOException {
        LatentFiles memory = new LatentFiles(folder, "one");
        Path other = Files.writeString(folder.resolve("notes.txt"), "mine");
        for (int i = 0; i < LatentFiles.MOST + 3; i++) {
            keep(memory, i);
        }

        assertThat(files()).hasSize(LatentFiles.MOST + 1).contains(other);
        assertThat(remembers(memory, LatentFiles.MOST + 2)).isTrue();
    }

    @Test
    void aDamagedFileIsNamedWithWhatToDo() throws IOException {
        LatentFiles memory = new LatentFiles(folder, "one");
        keep(memory, 1);
        Path file = files().get(0);
        Files.write(file, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> memory.find(picture(1)))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("delete it");
    }
}

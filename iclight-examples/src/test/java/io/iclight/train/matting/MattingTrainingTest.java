package io.iclight.train.matting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonObject;
import io.iclight.io.json.JsonReader;
import io.iclight.io.safetensors.SafetensorsFile;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.weights.WeightsException;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.IsNetConfig;
import io.iclight.models.matting.RmbgMatting;
import io.iclight.train.data.SceneFile;
import io.iclight.train.optim.Recipe;
import io.iclight.train.optim.Training;
import io.iclight.train.render.noise.Chance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MattingTrainingTest {

    @TempDir
    private Path folder;

    @Test
    void aSmallNetworkLearnsAndIsLoadedAsAnyOther() throws Exception {
        Path scenes = Files.createDirectory(folder.resolve("scenes"));
        SceneFile.render(1, 3, 32, scenes.resolve("scenes.safetensors"), seed -> {});
        JsonObject config =
                JsonReader.parse("{\"width\": 4, \"photo_pixels\": 1024, \"photo_multiple\": 16}", "a test");
        Training training = new Training(folder.resolve("training"), Recipe.of(5e-3, 40), 10, 40);
        List<String> lines = new ArrayList<>();

        try (RenderedPictures pictures = RenderedPictures.open(scenes)) {
            assertThat(pictures.count()).isEqualTo(3);
            new MattingTraining(config, training, 4, 1).run(pictures, pictures, lines::add);
        }

        assertThat(loss(lines.get(4))).isLessThan(0.92 * loss(lines.get(1)));
        Path network = folder.resolve("training/matting");
        assertThat(JsonReader.read(network.resolve("config.json")).keys())
                .as("in the order in which they were given")
                .containsExactly("width", "photo_pixels", "photo_multiple");
        try (SafetensorsFile file = SafetensorsFile.open(network.resolve("model.safetensors"));
                IsNet matting = new IsNet(
                        IsNetConfig.of(JsonReader.read(network.resolve("config.json"))), file, ElementType.F32)) {
            Image photo = Image.filled(new ImageSize(48, 80), 90, 20, 30);
            assertThat(new RmbgMatting(matting).matte(photo).opacity().size()).isEqualTo(photo.size());
        }
    }

    private static double loss(String line) {
        return Double.parseDouble(line.split(",")[1]);
    }

    @Test
    void aSubjectThatStaysWhereItIsMakesItsOwnPictureAgain() {
        float[] behind = {0.5f, 0.1f, 0.9f, 0.2f, 0.2f, 0.2f, 0, 0, 0, 1, 1, 1};
        float[] picture = {0.4f, 0.3f, 0.2f, 0.2f, 0.3f, 0.4f, 0, 0, 0, 0.7f, 0.8f, 0.9f};
        float[] opacity = {1, 0.5f, 0, 0.25f};
        Cutout cutout = Cutout.of(2, picture, behind, opacity);
        Cutout same = cutout.moved(new Placement(1, 0, 1, 0, 0));
        assertThat(same.opacity()).containsExactly(opacity);
        assertThat(same.over(behind)).containsExactly(picture, within(1e-6f));
        assertThat(cutout.before(cutout).opacity()).containsExactly(1, 0.75f, 0, 0.4375f);
    }

    @Test
    void aSubjectThatTheLowerEdgeCutsStaysCutByIt() {
        float[] opacity = new float[16 * 16];
        for (int row = 4; row < 16; row++) {
            opacity[row * 16 + 8] = 1;
            opacity[row * 16 + 7] = 1;
        }
        Cutout cutout = Cutout.of(16, new float[3 * 256], new float[3 * 256], opacity);
        float[] moved = cutout.moved(new Placement(1.5, 0, 1, 0, 0.3)).opacity();
        double lowest = 0;
        for (int column = 0; column < 16; column++) {
            lowest += moved[15 * 16 + column];
        }
        assertThat(lowest).isGreaterThan(0.9);
    }

    @Test
    void overlapIsWhatBothHaveOfWhatAnyHas() {
        Overlap overlap = new Overlap(0.5);
        assertThat(overlap.of(new float[] {1, 0.6f, 0.2f, 0}, new float[] {1, 0, 0.9f, 0}))
                .isEqualTo(1 / 3.0);
        assertThat(overlap.of(new float[2], new float[2])).isEqualTo(1);
        assertThatThrownBy(() -> overlap.of(new float[1], new float[2])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void compositesDependOnTheirSeedAlone() throws Exception {
        Path scenes = Files.createDirectory(folder.resolve("some"));
        assertThatThrownBy(() -> RenderedPictures.open(scenes))
                .isInstanceOf(WeightsException.class)
                .hasMessageContaining("iclight train scenes");
        SceneFile.render(5, 2, 32, scenes.resolve("scenes.safetensors"), seed -> {});
        try (RenderedPictures pictures = RenderedPictures.open(scenes)) {
            for (long seed = 0; seed < 8; seed++) {
                Composite composite = Composite.of(pictures, new Chance(seed));
                assertThat(composite.picture())
                        .isEqualTo(Composite.of(pictures, new Chance(seed)).picture());
                for (float value : composite.picture()) {
                    assertThat(value).isBetween(0f, 1f);
                }
            }
        }
    }
}

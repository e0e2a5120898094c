package io.iclight.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that draw do so without a model. */
class DrawingsTest {

    @TempDir
    private static Path folder;

    private static String photo;

    @BeforeAll
    static void draw() {
        photo = ExampleFiles.photo(folder).toString();
    }

    private static String out(String name) {
        return folder.resolve(name).toString();
    }

    private static ImageSize sizeOf(String file) {
        return ImageDecoder.STANDARD.read(Path.of(file)).size();
    }

    @Test
    void drawsFinishes() {
        DrawFinishes.main(out("finishes.png"));
        assertThat(sizeOf(out("finishes.png"))).isEqualTo(new ImageSize(1232, 300));
    }

    @Test
    void drawsTheStartingLights() {
        StartingLights.main(photo, out("lights.png"));
        assertThat(sizeOf(out("lights.png"))).isEqualTo(new ImageSize(1312, 320));
    }

    @Test
    void drawsLightsOfEveryKind() {
        LightsOfEveryKind.main(photo, out("every-light.png"));
        assertThat(sizeOf(out("every-light.png"))).isEqualTo(new ImageSize(792, 488));
    }

    @Test
    void drawsThePicturesOfTheGuides(@TempDir Path guides) {
        GuidePictures.main(guides.toString(), "40", "48");
        assertThat(sizeOf(guides.resolve("mattes.jpg").toString())).isEqualTo(new ImageSize(5 * 40 + 32, 48));
        assertThat(sizeOf(guides.resolve("normals.jpg").toString())).isEqualTo(new ImageSize(6 * 40 + 40, 48));
        assertThat(sizeOf(guides.resolve("backgrounds.jpg").toString())).isEqualTo(new ImageSize(5 * 40 + 32, 48));
    }
}

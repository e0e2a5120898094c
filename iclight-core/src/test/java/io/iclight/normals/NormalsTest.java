package io.iclight.normals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;
import org.junit.jupiter.api.Test;

class NormalsTest {

    private static final ImageSize SIZE = new ImageSize(16, 12);

    private static FloatImage grey(int level) {
        return FloatImage.ofUnit(Image.filled(SIZE, level, level, level));
    }

    private static Matte matte(int opacity) {
        return Matte.of(FloatImage.ofUnit(Image.filled(new ImageSize(50, 40), opacity)));
    }

    @Test
    void whatIsLitAlikeFromAllSidesFacesTheViewer() {
        FourLights alike = new FourLights(grey(90), grey(90), grey(90), grey(90));

        assertThat(Normals.of(alike, matte(255)).normal()).isEqualTo(Image.filled(SIZE, 127, 127, 255));
        assertThat(Normals.of(alike, matte(255)).ratioTop()).isEqualTo(Image.filled(SIZE, 127, 127, 127));
    }

    @Test
    void normalsLeanTowardsTheBrighterLight() {
        FourLights fromRightAndTop = new FourLights(grey(80), grey(100), grey(85), grey(95));
        Image normal = Normals.of(fromRightAndTop, matte(255)).normal();

        assertThat(normal.sample(5, 5, 0)).isGreaterThan(normal.sample(5, 5, 1));
        assertThat(normal.sample(5, 5, 1)).isGreaterThan(127);
        assertThat(Normals.of(fromRightAndTop, matte(0)).normal()).isEqualTo(Image.filled(SIZE, 127, 127, 255));
    }

    @Test
    void normalsHaveLengthOne() {
        FourLights lights = new FourLights(grey(30), grey(250), grey(10), grey(130));
        float[] normals = LightRatios.of(lights).normals(10);

        assertThat(Math.sqrt(normals[0] * normals[0] + normals[1] * normals[1] + normals[2] * normals[2]))
                .isBetween(0.99999, 1.00001);
    }

    @Test
    void comfyMapsAreNumbersEvenWhereNothingDiffers() {
        FourLights alike = new FourLights(grey(90), grey(90), grey(90), grey(90));
        ComfyNormals normals = ComfyNormals.of(alike, ComfyNormals.STANDARD_SHARPNESS);

        assertThat(normals.normal().value(3, 3, 0)).isZero();
        assertThat(normals.normal().value(3, 3, 2)).isEqualTo(1);
        assertThat(normals.divided()).hasSize(4).allMatch(divided -> divided.value(0, 0, 0) == 0);
    }

    @Test
    void saysWhatDoesNotFit() {
        FloatImage other = FloatImage.ofUnit(Image.filled(new ImageSize(12, 16), 1, 1, 1));
        FourLights alike = new FourLights(grey(90), grey(90), grey(90), grey(90));

        assertThatThrownBy(() -> new FourLights(grey(1), grey(2), other, grey(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("12x16");
        assertThatThrownBy(() -> ComfyNormals.of(alike, 0)).hasMessageContaining("sharpness must be greater than 0");
    }
}

package io.iclight.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PixelValuesTest {

    private static final ImageSize ONE = new ImageSize(1, 1);

    @Test
    void neutralGreyIsZero() {
        assertThat(PixelRange.CENTERED_AT_127.planes(Image.filled(ONE, 0, 127, 255)))
                .containsExactly(-1, 0, 255 / 127f - 1);
    }

    @Test
    void planesComeOneAfterTheOther() {
        Image image = RandomImages.noise(1, new ImageSize(3, 2), PixelFormat.RGB);
        float[] planes = PixelRange.UNIT.planes(image);

        assertThat(planes[2 * 6 + 1 * 3 + 2]).isEqualTo(image.sample(2, 1, 2) / 255f);
    }

    @Test
    void decodingLimitsAndDropsFractions() {
        float[] planes = {-2, 0, 2};

        assertThat(PixelDecoding.FLOAT32.image(planes, ONE)).isEqualTo(Image.filled(ONE, 0, 127, 255));
        assertThat(PixelDecoding.FLOAT32.unit(planes, ONE).values()).containsExactly(0, 0.5f, 1);
        assertThat(PixelDecoding.FLOAT32.image(new float[] {Float.NaN}, ONE)).isEqualTo(Image.filled(ONE, 0));
    }

    @Test
    void decodingInBfloat16RoundsTwice() {
        // The product, 0.318750, is 0.318359 in bfloat16, and the sum rounds from 127.818 to 128.
        assertThat(PixelDecoding.BFLOAT16.image(new float[] {0.0025f}, ONE)).isEqualTo(Image.filled(ONE, 128));
        assertThat(PixelDecoding.FLOAT32.image(new float[] {0.0025f}, ONE)).isEqualTo(Image.filled(ONE, 127));
    }

    @Test
    void decodingNeedsWholePlanes() {
        assertThatThrownBy(() -> PixelDecoding.FLOAT32.image(new float[7], new ImageSize(2, 2)))
                .hasMessage("planes of 2x2 have 4 values each, but 7 were given");
    }

    @Test
    void opaquePixelsStayAndTransparentOnesTurnGrey() {
        Image photo = RandomImages.noise(2, new ImageSize(9, 4), PixelFormat.RGB);

        assertThat(matte(photo.size(), 255).onGrey(photo, 0)).isEqualTo(photo);
        assertThat(matte(photo.size(), 0).onGrey(photo, 16)).isEqualTo(Image.filled(photo.size(), 127, 127, 127));
        assertThat(matte(photo.size(), 255).onGreyOfForge(photo)).isEqualTo(photo);
        assertThat(matte(photo.size(), 0).onGreyOfForge(photo)).isEqualTo(Image.filled(photo.size(), 127, 127, 127));
    }

    private static Matte matte(ImageSize size, int alpha) {
        return Matte.ofAlpha(Image.filled(size, 1, 2, 3, alpha));
    }

    @Test
    void mattingSeesAboutAMegapixel() {
        assertThat(Matte.networkSize(new ImageSize(96, 72))).isEqualTo(new ImageSize(1152, 896));
        assertThatThrownBy(() -> Matte.networkSize(new ImageSize(2, 5000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2x5000 is too narrow");
    }

    @Test
    void mattesSayWhatDoesNotFit() {
        Image photo = RandomImages.noise(3, new ImageSize(9, 4), PixelFormat.RGB);

        assertThatThrownBy(() -> Matte.ofAlpha(photo)).hasMessageContaining("9x4 RGB; remove its background first");
        assertThatThrownBy(() -> matte(new ImageSize(4, 9), 1).onGrey(photo, 0))
                .hasMessage("the matte is 4x9 and the image 9x4; they must have the same size");
    }
}

package io.iclight.detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.FloatImage;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetailTest {

    private static final ImageSize SIZE = new ImageSize(24, 17);

    private static Image noise(long seed) {
        byte[] samples = new byte[SIZE.width() * SIZE.height() * 3];
        new Random(seed).nextBytes(samples);
        return Image.of(SIZE, PixelFormat.RGB, samples);
    }

    private static FloatImage level(float level, int channels) {
        float[] values = new float[SIZE.width() * SIZE.height() * channels];
        Arrays.fill(values, level);
        return FloatImage.of(SIZE, channels, values);
    }

    @ParameterizedTest
    @EnumSource
    void blendsToNumbersEvenAtTheEnds(BlendMode mode) {
        for (float source : new float[] {0, 0.5f, 1}) {
            for (float light : new float[] {0, 0.5f, 1}) {
                for (double factor : new double[] {-3, 0, 0.3, 1, 5}) {
                    FloatImage result = new BlendedDetail(mode, 1, factor).apply(level(light, 3), level(source, 3));

                    assertThat(result.value(12, 8, 1)).isBetween(0f, 1f);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFactorOrMaskOfZeroChangesNothing(BlendMode mode) {
        FloatImage relit = FloatImage.ofUnit(noise(1));
        FloatImage original = FloatImage.ofUnit(noise(2));

        assertThat(new BlendedDetail(mode, 2, 0).apply(relit, original)).isEqualTo(relit);
        assertThat(new BlendedDetail(mode, 2, 1).apply(relit, original, level(0, 1)))
                .isEqualTo(relit);
        assertThat(new BlendedDetail(mode, 2, 1).apply(relit, original, level(1, 1)))
                .isEqualTo(new BlendedDetail(mode, 2, 1).apply(relit, original));
    }

    @Test
    void anImageLendsItselfItsOwnDetail() {
        FloatImage image = FloatImage.ofUnit(noise(3));

        assertThat(BlendedDetail.STANDARD.apply(image, image).values())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(image.values());
    }

    @Test
    void detailMovesToFlatLight() {
        Image relit = Image.filled(SIZE, 100, 100, 100);
        Image result = DifferenceOfGaussians.STANDARD.apply(relit, noise(4));
        double mean = 0;
        for (byte sample : result.samples()) {
            mean += (sample & 0xFF) / (SIZE.pixels() * 3.0);
        }

        assertThat(result).isNotEqualTo(relit);
        assertThat(mean).isBetween(90.0, 115.0);
        assertThat(new DifferenceOfGaussians(1).apply(noise(5), noise(4))).isEqualTo(noise(5));
    }

    @Test
    void originalsOfAnotherSizeOrFormatAreBroughtOver() {
        Image original = Image.filled(new ImageSize(50, 70), 9, 9, 9, 9);

        assertThat(DifferenceOfGaussians.STANDARD.apply(noise(6), original).size())
                .isEqualTo(SIZE);
        assertThat(BlendedDetail.STANDARD.apply(noise(6), original).size()).isEqualTo(SIZE);
    }

    @Test
    void backgroundIsReplacedByGrey() {
        FloatImage image = FloatImage.ofUnit(noise(7));

        assertThat(new BackgroundScaler(0.3f).apply(image, level(1, 1))).isEqualTo(image);
        assertThat(new BackgroundScaler(0.3f).apply(image, level(0, 1))).isEqualTo(level(0.3f, 3));
        assertThat(new BackgroundScaler(7).apply(image, level(0, 1))).isEqualTo(level(1, 3));
    }

    @Test
    void foregroundLiesOverLight() {
        Image light = Image.filled(SIZE, 1, 2, 3, 200);
        Image grey = Image.filled(SIZE, 127, 127, 127);
        Image subject = Image.filled(SIZE, 127, 127, 128);

        assertThat(ReinforcedForeground.over(light, grey)).isEqualTo(light);
        assertThat(ReinforcedForeground.over(light, subject)).isEqualTo(Image.filled(SIZE, 127, 127, 128, 200));
        assertThatThrownBy(() -> ReinforcedForeground.over(
                        Image.filled(new ImageSize(33, 35), 5), Image.filled(new ImageSize(21, 21), 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cropped to 21x22, but the foreground is 21x21; give both even sides");
    }

    @Test
    void saysWhatDoesNotFit() {
        FloatImage image = level(0, 3);

        assertThatThrownBy(() -> new BlendedDetail(BlendMode.ADD, 9, 1).apply(image, image))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reaches 27 pixels far, across a picture of 24x17; choose a smaller sigma");
        assertThatThrownBy(() -> BlendedDetail.STANDARD.apply(image, image, level(0, 3)))
                .hasMessageContaining("expected a mask of 24x17, 1 channel, found one of 24x17, 3 channels");
        assertThatThrownBy(() -> new BlendedDetail(BlendMode.ADD, 0, 1)).hasMessageContaining("sigma must be greater");
        assertThatThrownBy(() -> new DifferenceOfGaussians(4)).hasMessage("window must be odd and in 1..60001, was 4");
        assertThatThrownBy(() -> new DifferenceOfGaussians(Integer.MAX_VALUE)).hasMessageContaining("in 1..60001");
    }
}

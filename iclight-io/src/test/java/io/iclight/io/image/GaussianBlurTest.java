package io.iclight.io.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianBlurTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7, 9, 11, 31})
    void keepsOneLevelEvenInTinyImages(int size) {
        for (ImageSize imageSize : new ImageSize[] {new ImageSize(1, 1), new ImageSize(2, 1), new ImageSize(40, 3)}) {
            FloatImage image = FloatImage.ofUnit(Image.filled(imageSize, 10, 200, 90));

            assertThat(GaussianBlur.openCv(size).blur(image).values())
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(image.values());
        }
    }

    @Test
    void spreadsAPointEvenlyAboutItself() {
        float[] values = new float[21 * 21];
        values[10 * 21 + 10] = 1;
        FloatImage blurred = GaussianBlur.torchvision(13, 2).blur(FloatImage.of(new ImageSize(21, 21), 1, values));

        float sum = 0;
        for (float value : blurred.values()) {
            sum += value;
        }
        assertThat(sum).isCloseTo(1, Offset.offset(1e-6f));
        assertThat(blurred.value(7, 10, 0)).isEqualTo(blurred.value(13, 10, 0));
        assertThat(blurred.value(10, 8, 0)).isEqualTo(blurred.value(10, 12, 0));
        assertThat(blurred.value(12, 10, 0) / blurred.value(10, 10, 0))
                .isCloseTo((float) Math.exp(-0.5), Offset.offset(1e-6f));
    }

    @Test
    void refusesEvenWindows() {
        assertThatThrownBy(() -> GaussianBlur.openCv(4)).hasMessageContaining("must be odd and at least 1, was 4");
        assertThatThrownBy(() -> GaussianBlur.torchvision(3, 0)).hasMessageContaining("greater than 0");
    }
}

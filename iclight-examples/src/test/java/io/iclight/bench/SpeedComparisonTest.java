package io.iclight.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import org.junit.jupiter.api.Test;

final class SpeedComparisonTest {

    @Test
    void aDifferenceOfOneLevelIs48Decibels() {
        Image grey = Image.filled(new ImageSize(3, 2), 100, 100, 100);
        Image lighter = Image.filled(new ImageSize(3, 2), 101, 99, 101);
        assertThat(SpeedComparison.psnr(grey, lighter)).isCloseTo(20 * Math.log10(255), within(1e-9));
        assertThat(SpeedComparison.psnr(grey, grey)).isInfinite();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpeedComparison.psnr(grey, Image.filled(new ImageSize(2, 3), 1, 1, 1)));
    }
}

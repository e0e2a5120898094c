package io.iclight.samplers.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageToImageTest {

    @ParameterizedTest
    @CsvSource({"20, 0.9, 22, 19", "5, 0.7, 7, 4", "25, 0.3, 83, 24", "25, 0.5, 50, 25", "25, 1, 25, 25", "1, 0.4, 2, 0"
    })
    void theDemosRuleRunsAboutTheWantedSteps(int wanted, double strength, int scheduled, int run) {
        ImageToImage imageToImage = new ImageToImage(strength);
        assertThat(imageToImage.scheduledFor(wanted)).isEqualTo(scheduled);
        assertThat(imageToImage.stepsRun(scheduled)).isEqualTo(run);
        assertThat(imageToImage.begin(scheduled)).isEqualTo(scheduled - run);
    }

    @Test
    void impossibleStrengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageToImage(1.1))
                .withMessageContaining("1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageToImage(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageToImage(0).scheduledFor(5));
    }
}

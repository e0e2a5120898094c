package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.bundled.BundledModel;
import io.iclight.io.image.Image;
import io.iclight.io.tensor.ElementType;
import io.iclight.light.LightSide;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The bundled model with the UNet's weights as 8-bit integers. */
final class IntegerWeightsTest {

    private static Image relit(Precision precision) {
        try (Relighter relighter = Relighter.builder()
                .model(BundledModel.MINI.folder())
                .precision(precision)
                .build()) {
            return relighter
                    .relight(Path.of("../docs/images/subject.png"))
                    .prompt("plaster bust, sunset over sea")
                    .light(LightSide.LEFT)
                    .seed(1)
                    .steps(8)
                    .withoutHighres()
                    .run()
                    .unfinished()
                    .get(0);
        }
    }

    @Test
    void theRelightIsTheSameButForNoiseThatNobodySees() {
        Image exact = relit(Precision.FULL);
        Image rounded = relit(Precision.FULL.storing(ElementType.I8));
        byte[] want = exact.samples();
        byte[] got = rounded.samples();
        double sum = 0;
        for (int i = 0; i < want.length; i++) {
            sum += Math.pow((want[i] & 255) - (got[i] & 255), 2);
        }
        double decibels = -10 * Math.log10(sum / want.length / (255 * 255));
        assertThat(decibels).isBetween(40.0, 60.0);
    }

    @Test
    void integersAreForWhatComputesInFloat32() {
        assertThatThrownBy(() -> Precision.DEMO.storing(ElementType.I8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("I8")
                .hasMessageContaining("F16");
        assertThatThrownBy(() -> Precision.FULL.storing(ElementType.I16)).hasMessageContaining("not as I16");
    }
}

package io.iclight.train.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iclight.train.render.picture.ToneCurve;
import org.junit.jupiter.api.Test;

class ToneCurveTest {

    @Test
    void itRisesAndHasAnInverse() {
        double before = -1;
        for (double light = 0; light < 8; light += 0.003) {
            double shown = ToneCurve.encode(light);
            assertThat(shown).isBetween(0.0, 1.0).isGreaterThan(before);
            assertThat(ToneCurve.decode(shown)).isCloseTo(light, within(0.001 * (1 + light * light)));
            before = shown;
        }
    }

    /** What the consistency of light transport needs: the sum can be had from the two pictures, pixel by pixel. */
    @Test
    void picturesUnderTwoLightsGiveThePictureUnderBoth() {
        for (double a = 0; a < 2; a += 0.07) {
            for (double b = 0; b < 2; b += 0.07) {
                double mixed =
                        ToneCurve.encode(ToneCurve.decode(ToneCurve.encode(a)) + ToneCurve.decode(ToneCurve.encode(b)));
                assertThat(mixed).isCloseTo(ToneCurve.encode(a + b), within(0.001));
            }
        }
    }
}

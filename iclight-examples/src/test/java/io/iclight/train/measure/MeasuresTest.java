package io.iclight.train.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.image.FloatImage;
import io.iclight.io.image.ImageSize;
import io.iclight.light.LightSide;
import io.iclight.train.render.picture.ToneCurve;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The measures, on pictures of which the answer is known. */
class MeasuresTest {

    private static final ImageSize SIZE = new ImageSize(24, 16);

    /** A disc in the picture, off its middle. */
    private static final Subject DISC = new Subject(SIZE, disc());

    /** The value of a pixel. */
    private interface Value {
        double at(int x, int y, int channel);
    }

    private static FloatImage picture(Value value) {
        float[] values = new float[3 * (int) SIZE.pixels()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.at(i / 3 % SIZE.width(), i / 3 / SIZE.width(), i % 3);
        }
        return FloatImage.of(SIZE, 3, values);
    }

    private static float[] disc() {
        float[] opacity = new float[(int) SIZE.pixels()];
        for (int i = 0; i < opacity.length; i++) {
            opacity[i] = Math.hypot(i % SIZE.width() - 9, i / SIZE.width() - 8) < 6 ? 1 : 0;
        }
        return opacity;
    }

    @ParameterizedTest
    @EnumSource(LightSide.class)
    void lightLeansToTheSideThatIsBrighter(LightSide side) {
        FloatImage ramp = GradientMultiply.of(picture((x, y, c) -> 0.4), side);
        for (LightSide other : LightSide.values()) {
            double lean = Lean.of(ramp, DISC, other);
            if (other == side) {
                assertThat(lean).isGreaterThan(0.05);
            } else {
                assertThat(lean).isLessThan(0.001);
            }
        }
    }

    /** What is beside the subject has no part. */
    @Test
    void aBrightBackgroundIsNoLight() {
        FloatImage picture = picture((x, y, c) -> DISC.opacity()[y * SIZE.width() + x] > 0 ? 0.5 : x < 4 ? 1 : 0);
        assertThat(Lean.of(picture, DISC, LightSide.LEFT)).isCloseTo(0, within(1e-6));
    }

    @Test
    void shadingIsWhatPaintDoesNotExplain() {
        FloatImage paint = picture((x, y, c) -> (x + y) % 3 == 0 ? 0.2 : 0.8);
        FloatImage left = GradientMultiply.of(paint, LightSide.LEFT);
        FloatImage right = GradientMultiply.of(paint, LightSide.RIGHT);
        assertThat(ShadingCorrelation.of(left, left, paint, DISC)).isCloseTo(1, within(1e-9));
        assertThat(ShadingCorrelation.of(right, left, paint, DISC)).isLessThan(-0.8);
        assertThat(ShadingCorrelation.of(paint, left, paint, DISC))
                .as("no shading at all")
                .isEqualTo(0);
    }

    @Test
    void noiseRatiosAreOfTheSubjectAlone() {
        FloatImage truth = picture((x, y, c) -> 0.5);
        FloatImage beside = picture((x, y, c) -> DISC.opacity()[y * SIZE.width() + x] > 0 ? 0.6 : 0);
        assertThat(Psnr.of(beside, truth, DISC)).isCloseTo(20, within(1e-4));
        assertThat(Psnr.of(truth, truth, DISC)).isCloseTo(54.15, within(0.01));
    }

    @Test
    void structureIsLostByAnotherPatternAndKeptByAnotherBrightness() {
        FloatImage pattern = picture((x, y, c) -> 0.5 + 0.3 * Math.sin(x) * Math.sin(1.3 * y));
        FloatImage brighter = picture((x, y, c) -> 0.55 + 0.3 * Math.sin(x) * Math.sin(1.3 * y));
        FloatImage opposite = picture((x, y, c) -> 0.5 - 0.3 * Math.sin(x) * Math.sin(1.3 * y));
        assertThat(Ssim.of(pattern, pattern, DISC)).isCloseTo(1, within(1e-4));
        assertThat(Ssim.of(brighter, pattern, DISC)).isGreaterThan(0.95);
        assertThat(Ssim.of(opposite, pattern, DISC)).isLessThan(-0.5);
    }

    @Test
    void coloursAreNearestToTheirOwn() {
        MeanColour red = MeanColour.of(picture((x, y, c) -> c == 0 ? 0.7 : 0.1));
        MeanColour blue = MeanColour.of(picture((x, y, c) -> c == 2 ? 0.7 : 0.1));
        assertThat(red.red()).isCloseTo(0.7, within(1e-5));
        assertThat(MeanColour.of(List.of(red, blue)).green()).isCloseTo(0.1, within(1e-5));
        MeanColour orange = new MeanColour(0.6, 0.3, 0.1);
        assertThat(orange.nearest(ImmutableMap.of("red", red, "blue", blue))).isEqualTo("red");
        assertThat(red.distance(blue)).isCloseTo(0.6 * Math.sqrt(2), within(1e-5));
    }

    @Test
    void lightThatAddsUpHasNoErrorAndItsHalfHasHalf() {
        FloatImage one = picture((x, y, c) -> ToneCurve.encode(0.01 * x));
        FloatImage two = picture((x, y, c) -> ToneCurve.encode(0.005 * y));
        FloatImage both = picture((x, y, c) -> ToneCurve.encode(0.01 * x + 0.005 * y));
        FloatImage twice = picture((x, y, c) -> ToneCurve.encode(2 * (0.01 * x + 0.005 * y)));
        assertThat(LightSum.error(one, two, both, DISC)).isCloseTo(0, within(1e-3));
        assertThat(LightSum.error(one, two, twice, DISC)).isCloseTo(0.5, within(0.01));
        FloatImage white = picture((x, y, c) -> 1);
        assertThat(LightSum.error(white, white, white, DISC))
                .as("white stays white")
                .isLessThan(0.03);
    }

    @Test
    void varietyIsThatOfTheTwoLikest() {
        FloatImage dark = picture((x, y, c) -> 0.1);
        FloatImage grey = picture((x, y, c) -> 0.3);
        FloatImage white = picture((x, y, c) -> 1);
        assertThat(Variety.of(List.of(dark, grey, white))).isCloseTo(0.2, within(1e-5));
        assertThat(Variety.of(List.of(dark, white, dark))).isEqualTo(0);
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        float[] opacity = new float[4];
        Arrays.fill(opacity, 1);
        Subject other = new Subject(new ImageSize(2, 2), opacity);
        FloatImage grey = picture((x, y, c) -> 0.5);
        assertThatThrownBy(() -> Psnr.of(grey, grey, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2x2");
    }
}

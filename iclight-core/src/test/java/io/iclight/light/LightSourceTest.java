package io.iclight.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LightSourceTest {

    private static final ImageSize SIZE = new ImageSize(40, 24);

    private static Image drawn(LightSource light) {
        return light.render(SIZE, LightLevels.FOREGROUND_MODEL).orElseThrow();
    }

    private static Image behind(LightSource light) {
        return light.render(SIZE, LightLevels.BACKGROUND_MODEL).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void sidesAreTheDemosGradients(LightSide side) {
        assertThat(drawn(side)).isEqualTo(Gradient.foregroundModel(side).render(SIZE));
        assertThat(behind(side)).isEqualTo(Gradient.backgroundModel(side).render(SIZE));
    }

    @Test
    void ambientLightIsWhatTheModelTakesForIt() {
        assertThat(drawn(LightSource.AMBIENT)).isEqualTo(Image.filled(SIZE, 127, 127, 127));
        assertThat(behind(LightSource.AMBIENT)).isEqualTo(Image.filled(SIZE, 64, 64, 64));
    }

    @ParameterizedTest
    @CsvSource({"0, TOP", "90, RIGHT", "180, BOTTOM", "270, LEFT", "-90, LEFT", "450, RIGHT"})
    void rightAnglesAreSides(double degrees, LightSide side) {
        assertWithinALevel(drawn(new AngledLight(degrees)), drawn(side));
        assertWithinALevel(behind(new AngledLight(degrees)), behind(side));
    }

    private static void assertWithinALevel(Image one, Image other) {
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                assertThat(Math.abs(one.sample(x, y, 1) - other.sample(x, y, 1)))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void anAngleIsBrightestInItsCorner() {
        Image light = drawn(new AngledLight(45));
        assertThat(light.sample(39, 0, 0)).isEqualTo(255);
        assertThat(light.sample(0, 23, 0)).isZero();
        assertThat(drawn(new AngledLight(225)).sample(0, 23, 0)).isEqualTo(255);
    }

    @Test
    void aPointIsBrightestWhereItIsAndEndsAtItsReach() {
        Image light = drawn(new PointLight(0.25, 0.5, 0.25));
        assertThat(light.sample(10, 12, 0)).isGreaterThan(250);
        assertThat(light.sample(10, 12 + 5, 0)).isBetween(100, 150);
        assertThat(light.sample(10, 12 + 10, 0)).isZero();
        assertThat(light.sample(10 - 5, 12, 0)).isBetween(100, 150);
    }

    @Test
    void aSpotShinesAtWhatItIsAimedAt() {
        Image light = drawn(new SpotLight(0, 0.5, 0.5, 0.5, 40, Lamp.WHITE));
        assertThat(light.sample(6, 11, 0)).isGreaterThan(light.sample(20, 12, 0) + 40);
        assertThat(light.sample(20, 12, 0)).isBetween(118, 130);
        assertThat(light.sample(20, 12 - 9, 0)).isZero();
        assertThat(light.sample(39, 12, 0)).isLessThan(10);
        assertThat(drawn(new SpotLight(0.5, 0.5, 0, 0.5, 40, Lamp.WHITE)).sample(30, 12, 0))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1700, 2000, 2700, 3200, 4000, 5600, 6500, 10000, 20000})
    void temperaturesHaveTheColourOfABlackBody(int kelvin) {
        LightColor color = LightColor.ofKelvin(kelvin);
        LightColor integrated = BlackBody.color(kelvin);
        assertThat(color.red()).isCloseTo(integrated.red(), within(3));
        assertThat(color.green()).isCloseTo(integrated.green(), within(3));
        assertThat(color.blue()).isCloseTo(integrated.blue(), within(5));
        assertThat(LightColor.parse(kelvin + "K")).isEqualTo(color);
        assertThat(LightColor.parse(color.text())).isEqualTo(color);
    }

    @Test
    void colderLightIsRedderAllTheWay() {
        for (int kelvin = 1700; kelvin < 25000; kelvin += 50) {
            LightColor color = LightColor.ofKelvin(kelvin);
            LightColor hotter = LightColor.ofKelvin(kelvin + 50);
            assertThat(hotter.blue() - hotter.red()).isGreaterThanOrEqualTo(color.blue() - color.red());
        }
    }

    @Test
    void colourAndStrengthScaleALight() {
        Image white = drawn(new AngledLight(90));
        Image half = drawn(new AngledLight(90, new Lamp(new LightColor(255, 0, 128), 0.5)));
        Image bright = drawn(new AngledLight(90, Lamp.WHITE.withStrength(4)));
        assertThat(half.sample(39, 3, 0)).isEqualTo(127);
        assertThat(half.sample(39, 3, 1)).isZero();
        assertThat(half.sample(39, 3, 2)).isEqualTo(64);
        assertThat(bright.sample(20, 3, 0)).isEqualTo(255).isGreaterThan(white.sample(20, 3, 0));
    }

    static Stream<LightSource> lights() {
        return Stream.of(
                LightSide.BOTTOM,
                LightSource.AMBIENT,
                new AngledLight(30),
                new PointLight(0.5, 0.5, 1),
                new SpotLight(0, 0, 1, 1),
                LightSource.of(Image.filled(new ImageSize(10, 10), 200, 100, 50)),
                Gradient.foregroundModel(LightSide.LEFT));
    }

    @ParameterizedTest
    @MethodSource("lights")
    void aSumHasNoOrderAndDarknessAddsNothing(LightSource light) {
        PointLight lamp = new PointLight(0.2, 0.2, 0.5, Lamp.ofKelvin(2500));
        AngledLight dark = new AngledLight(0, Lamp.WHITE.withStrength(0));
        assertThat(behind(light.plus(lamp))).isEqualTo(behind(lamp.plus(light)));
        assertThat(behind(light.plus(dark))).isEqualTo(behind(light));
        assertThat(light.plus(LightSource.NONE)).isEqualTo(light);
        assertThat(light.plus(lamp).plus(dark)).isEqualTo(light.plus(lamp.plus(dark)));
        assertThat(behind(light).size()).isEqualTo(SIZE);
    }

    @Test
    void twoLightsAddUp() {
        Image sum = drawn(LightSide.LEFT.plus(LightSide.RIGHT));
        assertThat(sum.sample(0, 0, 0)).isEqualTo(255);
        assertThat(sum.sample(20, 12, 0)).isBetween(253, 255);
        Image behind = behind(LightSide.LEFT.plus(LightSource.AMBIENT));
        assertThat(behind.sample(39, 5, 1)).isEqualTo(64);
        assertThat(behind.sample(0, 5, 1)).isEqualTo(255);
    }

    @Test
    void refusesWhatIsNoLight() {
        assertThatThrownBy(() -> new AngledLight(Double.NaN)).hasMessage("degrees must be a number, was NaN");
        assertThatThrownBy(() -> LightColor.ofKelvin(900))
                .hasMessage("colour temperature in kelvin must be in 1667.0..25000.0, was 900.0");
        assertThatThrownBy(() -> Lamp.WHITE.withStrength(-1)).hasMessage("strength must be in 0.0..100.0, was -1.0");
        assertThatThrownBy(() -> Lamp.of(new LightColor(256, 0, 0))).hasMessage("red must be in 0..255, was 256");
        assertThatThrownBy(() -> new PointLight(0, 0, 0)).hasMessage("reach must be above 0 and at most 10.0, was 0.0");
        assertThatThrownBy(() -> new SpotLight(0.5, 0.5, 0.5, 0.5)).hasMessageContaining("aimed at another place");
    }
}

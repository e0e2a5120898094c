package io.iclight.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LightMapTest {

    private static final ImageSize SIZE = new ImageSize(37, 21);

    @ParameterizedTest
    @EnumSource
    void gradientsFallFromTheLitSide(LightSide side) {
        Image gradient = Gradient.backgroundModel(side).render(SIZE);
        boolean atEnd = side == LightSide.RIGHT || side == LightSide.BOTTOM;

        assertThat(gradient.sample(0, 0, 0)).isEqualTo(atEnd ? 32 : 224);
        assertThat(gradient.sample(36, 20, 2)).isEqualTo(atEnd ? 224 : 32);
        assertThat(gradient.sample(18, 10, 1)).isEqualTo(128);
    }

    @Test
    void aSinglePixelIsAtTheStart() {
        ImageSize pixel = new ImageSize(1, 1);

        assertThat(Gradient.foregroundModel(LightSide.LEFT).render(pixel))
                .isEqualTo(Image.filled(pixel, 255, 255, 255));
        assertThat(Gradient.foregroundModel(LightSide.RIGHT).render(pixel)).isEqualTo(Image.filled(pixel, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void sourcesAreBrightestWhereTheyAre(LightPosition position) {
        Image light = new ColoredLight(position, new LightColor(200, 100, 50), LightColor.BLACK, 1.5).render(SIZE);
        int x = position.name().contains("LEFT") ? 0 : position.name().contains("RIGHT") ? 36 : 18;
        int y = position.name().contains("TOP") ? 0 : position.name().contains("BOTTOM") ? 20 : 10;

        assertThat(light.sample(x, y, 0)).isEqualTo(200);
        assertThat(light.sample(x, y, 2)).isEqualTo(50);
        assertThat(light.sample(36 - x, 20 - y, 0)).isLessThan(200);
    }

    @Test
    void aSideSourceIsAGradient() {
        assertThat(ColoredLight.white(LightPosition.TOP).render(SIZE))
                .isEqualTo(Gradient.foregroundModel(LightSide.TOP).render(SIZE));
    }

    @Test
    void readsColours() {
        assertThat(LightColor.parse("#FFc080")).isEqualTo(new LightColor(255, 192, 128));
        assertThat(LightColor.parse(" 300, -5,12")).isEqualTo(new LightColor(300, -5, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#FFF", "red", "1,2", "1,2,3,4", "#GG0000", "99999999999,0,0"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> LightColor.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a colour is written like #FFC080, 255,192,128 or 3200K, found \"" + text + "\"");
    }

    @Test
    void refusesImpossibleLevels() {
        assertThatThrownBy(() -> new Gradient(LightSide.LEFT, 256, 0)).hasMessage("near must be in 0..255, was 256");
        assertThatThrownBy(() -> new Ambient(-1)).hasMessage("level must be in 0..255, was -1");
        assertThatThrownBy(() -> new ColoredLight(LightPosition.LEFT, LightColor.WHITE, LightColor.BLACK, Double.NaN))
                .hasMessageContaining("falloff must be at least 0");
    }
}

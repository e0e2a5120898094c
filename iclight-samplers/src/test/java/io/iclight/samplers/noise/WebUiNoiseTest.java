package io.iclight.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.ImmutableLongArray;
import io.iclight.samplers.noise.WebUiNoise.LatentSize;
import io.iclight.samplers.noise.WebUiNoise.Variation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebUiNoiseTest {

    private static final long[] SHAPE = {1, 4, 8, 6};

    @Test
    void withoutVariationEachImageHasItsGeneratorsNoise() {
        TorchGenerator generator = new TorchGenerator(100);
        WebUiNoise noise = noise(Optional.empty(), Optional.empty(), 0);
        assertThat(noise.draw(SHAPE)).isEqualTo(generator.draw(SHAPE));
        assertThat(noise.draw(SHAPE)).isEqualTo(generator.draw(SHAPE));
    }

    @Test
    void aVariationGoesFromTheSeedsNoiseToTheSubseeds() {
        assertThat(noise(variation(0), Optional.empty(), 0).draw(SHAPE)).isEqualTo(new TorchGenerator(100).draw(SHAPE));
        float[] other = new TorchGenerator(7).draw(SHAPE);
        assertThat(noise(variation(1), Optional.empty(), 0).draw(SHAPE))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(other);
    }

    @Test
    void noiseForALargerSizeShowsItsMiddle() {
        float[] larger = new TorchGenerator(100).draw(4, 12, 10);
        float[] values =
                noise(Optional.empty(), Optional.of(new LatentSize(12, 10)), 0).draw(SHAPE);
        assertThat(values[0]).isEqualTo(larger[2 * 10 + 2]);
        assertThat(values[8 * 6 - 1]).isEqualTo(larger[9 * 10 + 7]);
    }

    @Test
    void noiseForASmallerSizeLeavesAMarginOfItsOwn() {
        float[] smaller = new TorchGenerator(100).draw(4, 4, 2);
        float[] own = new TorchGenerator(100).draw(4, 8, 6);
        float[] values =
                noise(Optional.empty(), Optional.of(new LatentSize(4, 2)), 0).draw(SHAPE);
        assertThat(values[0]).isEqualTo(own[0]);
        assertThat(values[2 * 6 + 2]).isEqualTo(smaller[0]);
        assertThat(values[5 * 6 + 3]).isEqualTo(smaller[4 * 2 - 1]);
    }

    @Test
    void aDeltaSeedsAllDrawsButTheFirstAnew() {
        WebUiNoise noise = noise(Optional.empty(), Optional.empty(), 31337);
        assertThat(noise.draw(SHAPE)).isEqualTo(new TorchGenerator(100).draw(SHAPE));
        assertThat(noise.draw(SHAPE)).isEqualTo(new TorchGenerator(100 + 31337).draw(SHAPE));
    }

    @Test
    void badSettingsAndShapesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> variation(1.5)).withMessageContaining("1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatentSize(0, 8))
                .withMessageContaining("8x0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> noise(Optional.empty(), Optional.empty(), 0).draw(2, 4, 8, 8))
                .withMessageContaining("[2, 4, 8, 8]");
    }

    private static Optional<Variation> variation(double strength) {
        return Optional.of(new Variation(ImmutableLongArray.of(7), strength));
    }

    private static WebUiNoise noise(Optional<Variation> variation, Optional<LatentSize> resize, long delta) {
        return new WebUiNoise(
                new WebUiNoise.Settings(TorchGenerator::new, ImmutableLongArray.of(100), variation, resize, delta));
    }
}

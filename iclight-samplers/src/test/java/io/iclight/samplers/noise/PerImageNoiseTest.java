package io.iclight.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PerImageNoiseTest {

    @Test
    void anImageDoesNotDependOnTheOthers() {
        float[] batch = perImage(11, 12, 13).draw(3, 4, 8, 8);
        assertThat(Arrays.copyOfRange(batch, 256, 512)).isEqualTo(new TorchGenerator(12).draw(1, 4, 8, 8));
    }

    @Test
    void aSingleGeneratorDrawsForAllImages() {
        assertThat(perImage(11).draw(3, 4, 8, 8)).isEqualTo(new TorchGenerator(11).draw(3, 4, 8, 8));
    }

    @Test
    void anotherNumberOfImagesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> perImage(11, 12).draw(3, 4, 8, 8))
                .withMessageContaining("3 images")
                .withMessageContaining("2 generators");
        assertThatIllegalArgumentException().isThrownBy(() -> new PerImageNoise(ImmutableList.of()));
    }

    private static PerImageNoise perImage(long... seeds) {
        return new PerImageNoise(
                Arrays.stream(seeds).mapToObj(TorchGenerator::new).collect(ImmutableList.toImmutableList()));
    }
}

package io.iclight.samplers.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhiloxGeneratorTest {

    @Test
    void aValueDependsOnItsPlaceAndNotOnTheShape() {
        float[] many = new PhiloxGenerator(12345).draw(2, 4, 8, 8);
        assertThat(new PhiloxGenerator(12345).draw(5)).isEqualTo(Arrays.copyOf(many, 5));
    }

    @Test
    void everyDrawAndEverySeedIsDifferent() {
        PhiloxGenerator generator = new PhiloxGenerator(1);
        assertThat(generator.draw(8)).isNotEqualTo(generator.draw(8));
        assertThat(new PhiloxGenerator(1L << 32).draw(8)).isNotEqualTo(new PhiloxGenerator(0).draw(8));
    }
}

package io.iclight.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.iclight.bench.SpeedComparison.Outcome;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.io.json.JsonWriter;
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

    @Test
    void noDifferenceIsWrittenAsNull() {
        Outcome exact = new Outcome("exact", 2, ImmutableList.of(Double.POSITIVE_INFINITY, 40.5));
        assertThat(JsonWriter.text(exact.json()))
                .isEqualTo("{\"speed\":\"exact\",\"seconds\":2.0,\"psnr_db\":[null,40.5]}");
    }
}

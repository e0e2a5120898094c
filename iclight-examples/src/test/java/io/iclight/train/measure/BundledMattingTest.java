package io.iclight.train.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.iclight.bundled.BundledModel;
import io.iclight.io.tensor.Device;
import io.iclight.models.matting.IsNet;
import io.iclight.models.matting.RmbgCheckpoint;
import io.iclight.models.matting.RmbgMatting;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundledMattingTest {

    /** On scenes that training has not seen. */
    @Test
    void theNetworkThatComesWithTheLibraryFindsSubjects() {
        try (IsNet network = RmbgCheckpoint.load(BundledModel.MATTING.folder(), Device.CPU)) {
            ImmutableList<Score> scores = new Measurement(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new RmbgMatting(network)),
                            Measurement.HELD_OUT,
                            8,
                            128)
                    .run(scene -> {});
            assertThat(Iterables.getOnlyElement(scores).value()).isGreaterThan(0.85);
        }
    }
}

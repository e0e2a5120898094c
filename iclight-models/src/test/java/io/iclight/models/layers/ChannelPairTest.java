package io.iclight.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.iclight.io.tensor.Placement;
import io.iclight.models.TensorScopeExtension;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TensorScopeExtension.class)
final class ChannelPairTest {

    private static Tensor map(int channels, int size) {
        return torch.zeros(new long[] {1, channels, size, size}, Placement.CPU_F32.options())
                .contiguous(MemoryFormat.ChannelsLast);
    }

    /** No skip of SD1.5's is copied at 512x512. */
    @ParameterizedTest
    @CsvSource({
        "1280, 1280, 8",
        "1280, 1280, 16",
        "1280, 640, 16",
        "1280, 640, 32",
        "640, 640, 32",
        "640, 320, 32",
        "640, 320, 64",
        "320, 320, 64"
    })
    void stableDiffusionsMapsAreReadWhereTheyLie(int features, int skip, int size) {
        ChannelPair pair = new ChannelPair(map(features, size), map(skip, size));

        assertThat(pair.isReadApart()).as("where gradients are recorded").isFalse();
        new NoGradGuard();
        assertThat(pair.isReadApart()).isTrue();
    }

    @Test
    void smallMapsAndThoseThatLieOtherwiseAreCopied() {
        new NoGradGuard();
        assertThat(new ChannelPair(map(32, 32), map(32, 32)).isReadApart()).isFalse();
        assertThat(new ChannelPair(map(640, 32), map(640, 32).contiguous()).isReadApart())
                .isFalse();
    }
}

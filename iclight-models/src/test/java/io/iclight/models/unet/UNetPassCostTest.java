package io.iclight.models.unet;

import static io.iclight.models.unet.patch.UNetCall.Prompt.NEGATIVE;
import static io.iclight.models.unet.patch.UNetCall.Prompt.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.FlopCounter;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.models.unet.patch.UNetPatch;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a pass computes once. */
@ExtendWith(TensorScopeExtension.class)
final class UNetPassCostTest {

    private static final ImmutableDoubleArray TIMESTEPS = ImmutableDoubleArray.of(900, 600.5, 300, 50);

    /** Does nothing, but does not say that it could do it for each prompt alone. */
    private static final UNetPatch SEES_ALL_PROMPTS = () -> new UNetHooks() {};

    private final GaussianTensors gaussian = new GaussianTensors(3);
    private UNet unet;

    @BeforeEach
    void open() {
        unet = TinyUNet.of(TinyUNet.ATTENDS_FIRST);
    }

    @AfterEach
    void close() {
        unet.close();
    }

    @Test
    void promptsAndTimesAreProjectedOnce() {
        Tensor latents = gaussian.of(1, 4, 6, 4);
        ImmutableMap<Prompt, Tensor> prompts =
                ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, gaussian.of(1, 5, 12));
        try (UNetPass pass = unet.begin(gaussian.of(1, 4, 6, 4), TIMESTEPS, List.of())) {
            long first = count(FlopCounter.Kind.LINEAR, () -> pass.predict(latents, 900, prompts));
            long second = count(FlopCounter.Kind.LINEAR, () -> pass.predict(latents, 600.5, prompts));
            long third = count(FlopCounter.Kind.LINEAR, () -> pass.predict(latents, 300, prompts));

            // Keys and values: 5 tokens of 12 for 2 prompts, in 3 layers of 16 channels (down, twice up) and one of 24.
            long projections = 2L * 2 * 5 * 12 * (3 * 16 + 24) * 2;
            // The embedding of 4 timesteps, 16 to 64 to 64, and its projection to 16, 24, thrice 24, twice 16 channels.
            long times = 2L * 4 * (16 * 64 + 64 * 64 + 64 * (16 + 24 + 3 * 24 + 24 + 2 * 16));
            assertThat(second).isEqualTo(third);
            assertThat(first - second).isBetween(projections, projections + 2 * times);
        }
    }

    private static long count(FlopCounter.Kind kind, Runnable computation) {
        try (FlopCounter counter = FlopCounter.open()) {
            computation.run();
            return counter.of(kind);
        }
    }

    /** What no prompt has touched: the first convolution, the first residual block, and the self-attention after it. */
    @Test
    void whatNoPromptHasTouchedIsComputedOnce() {
        Tensor latents = gaussian.of(1, 4, 6, 4);
        ImmutableMap<Prompt, Tensor> one = ImmutableMap.of(POSITIVE, gaussian.of(1, 5, 12));
        ImmutableMap<Prompt, Tensor> two =
                ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, one.get(POSITIVE));
        try (UNetPass pass = unet.begin(gaussian.of(1, 4, 6, 4), TIMESTEPS, List.of(SEES_ALL_PROMPTS))) {
            long first = count(FlopCounter.Kind.CONVOLUTION, () -> pass.predict(latents, 900, one));
            long later = count(FlopCounter.Kind.CONVOLUTION, () -> pass.predict(latents, 900, one));
            long both = count(FlopCounter.Kind.CONVOLUTION, () -> pass.predict(latents, 900, two));

            // What the conditions contribute, for which the latents are taken to be zero.
            assertThat(first - later).isEqualTo(2L * 24 * 9 * 8 * 16);
            // At 24 pixels: the first convolution of latents, a residual block, the transformer's first projection.
            long shared = 2L * 24 * (9 * 4 * 16 + 2 * 9 * 16 * 16 + 16 * 16);
            assertThat(both).isEqualTo(2 * later - shared);
            long attention = count(FlopCounter.Kind.ATTENTION, () -> pass.predict(latents, 900, one));
            assertThat(count(FlopCounter.Kind.ATTENTION, () -> pass.predict(latents, 900, two)))
                    .isEqualTo(2 * attention - 2L * 2 * 24 * 24 * 16);
        }
    }
}

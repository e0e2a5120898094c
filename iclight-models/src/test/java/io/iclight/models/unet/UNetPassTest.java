package io.iclight.models.unet;

import static io.iclight.models.unet.patch.UNetCall.Prompt.NEGATIVE;
import static io.iclight.models.unet.patch.UNetCall.Prompt.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.InputException;
import io.iclight.models.layers.Layer;
import io.iclight.models.unet.patch.AttentionSite;
import io.iclight.models.unet.patch.Joint;
import io.iclight.models.unet.patch.QueryKeyValue;
import io.iclight.models.unet.patch.Site;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.models.unet.patch.UNetPatch;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TensorScopeExtension.class)
final class UNetPassTest {

    private static final String ATTENDS_FIRST = TinyUNet.ATTENDS_FIRST;
    private static final ImmutableDoubleArray TIMESTEPS = ImmutableDoubleArray.of(900, 600.5, 300, 50);
    /** Does nothing, but does not say that it could do it for each prompt alone. */
    private static final UNetPatch SEES_ALL_PROMPTS = () -> new UNetHooks() {};

    /** What a patch named a passes in one call for two prompts; the batch is one until a prompt has been seen. */
    private static final ImmutableList<String> PATCH_POINTS = """
            a input 0 level 0, batch 1
            a into 0, batch 1
            a SELF layer, batch 1
            a SELF INPUT 6x4, batch 1
            a CROSS layer, batch 1
            a CROSS INPUT 6x4, batch 2
            a input 1 level 0, batch 2
            a into 1, batch 2
            a input 2 level 1, batch 2
            a into 2, batch 2
            a input 3 level 1, batch 2
            a into 3, batch 2
            a SELF layer, batch 2
            a SELF MIDDLE 3x2, batch 2
            a CROSS layer, batch 2
            a CROSS MIDDLE 3x2, batch 2
            a out of 3, batch 2
            a join OUTPUT 0 level 1, batch 2
            a out of 2, batch 2
            a join OUTPUT 1 level 1, batch 2
            a out of 1, batch 2
            a join OUTPUT 2 level 0, batch 2
            a SELF layer, batch 2
            a SELF OUTPUT 6x4, batch 2
            a CROSS layer, batch 2
            a CROSS OUTPUT 6x4, batch 2
            a out of 0, batch 2
            a join OUTPUT 3 level 0, batch 1
            a SELF layer, batch 2
            a SELF OUTPUT 6x4, batch 2
            a CROSS layer, batch 2
            a CROSS OUTPUT 6x4, batch 2
            a output of step 2 of 4, batch 2
            a closed
            """.lines().collect(ImmutableList.toImmutableList());

    private final GaussianTensors gaussian = new GaussianTensors(3);
    private UNet unet;

    @BeforeEach
    void open() {
        unet = TinyUNet.of(ATTENDS_FIRST);
    }

    @AfterEach
    void close() {
        unet.close();
    }

    /** Whether the first level attends decides how much is computed once for both prompts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ATTENDS_FIRST,
                "[\"DownBlock2D\", \"CrossAttnDownBlock2D\"]",
                "[\"DownBlock2D\", \"DownBlock2D\"]"
            })
    void aPassPredictsWhatSingleCallsDo(String downBlocks) {
        Tensor conditions = gaussian.of(1, 4, 6, 4);
        Tensor latents = gaussian.of(2, 4, 6, 4);
        ImmutableMap<Prompt, Tensor> prompts =
                ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, gaussian.of(1, 5, 12));
        Tensor sample = cat(1, latents, conditions.repeat(2, 1, 1, 1));

        try (UNet other = TinyUNet.of(downBlocks);
                UNetPass pass = other.begin(conditions, TIMESTEPS, List.of())) {
            for (double timestep : new double[] {900, 600.5, 450, 50, 900, 999, 1, 2, 3}) {
                Tensor both = pass.predict(latents, timestep, prompts);
                Tensor alone = pass.predict(latents, timestep, ImmutableMap.of(POSITIVE, prompts.get(POSITIVE)));

                Tensor negative =
                        other.forward(sample, timestep, prompts.get(NEGATIVE).repeat(2, 1, 1));
                Tensor positive =
                        other.forward(sample, timestep, prompts.get(POSITIVE).repeat(2, 1, 1));
                assertClose(both, cat(0, negative, positive));
                assertClose(alone, positive);
            }
        }
    }

    /** Both where each prompt is computed by itself and where a patch sees all. */
    @Test
    void samplesMayHaveConditionsAndPromptsOfTheirOwn() {
        Tensor conditions = gaussian.of(3, 4, 6, 4);
        Tensor latents = gaussian.of(3, 4, 6, 4);
        ImmutableMap<Prompt, Tensor> prompts =
                ImmutableMap.of(NEGATIVE, gaussian.of(3, 5, 12), POSITIVE, gaussian.of(3, 5, 12));
        Tensor sample = cat(1, latents, conditions);
        Tensor expected = cat(
                0, unet.forward(sample, 300, prompts.get(NEGATIVE)), unet.forward(sample, 300, prompts.get(POSITIVE)));
        for (List<UNetPatch> patches : List.of(List.<UNetPatch>of(), List.of(SEES_ALL_PROMPTS))) {
            try (UNetPass pass = unet.begin(conditions, TIMESTEPS, patches)) {
                assertClose(pass.predict(latents, 300, prompts), expected);
                assertThatThrownBy(() -> pass.predict(latents.narrow(0, 0, 2), 300, prompts))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("conditions for 3 samples")
                        .hasMessageContaining("latents of 2");
            }
        }
    }

    /**
     * Whether two prompts are computed in one batch or side by side, where operators spread over two threads; of 1024 pixels, side
     * by side, both compute the first self-attention together.
     */
    @ParameterizedTest
    @CsvSource({"6, 4", "32, 32"})
    void promptsAreThemselvesWhateverTheyAreComputedBeside(int height, int width) {
        Tensor conditions = gaussian.of(1, 4, height, width);
        Tensor latents = gaussian.of(2, 4, height, width);
        ImmutableMap<Prompt, Tensor> prompts =
                ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, gaussian.of(1, 5, 12));
        try (UNetPass apart = unet.begin(conditions, TIMESTEPS, List.of());
                UNetPass together = unet.begin(conditions, TIMESTEPS, List.of(SEES_ALL_PROMPTS))) {
            for (double timestep : new double[] {900, 300}) {
                Tensor expected = together.predict(latents, timestep, prompts);
                Tensor difference = apart.predict(latents, timestep, prompts).sub(expected);
                assertThat(difference.norm().item_double())
                        .isLessThan(1e-5 * expected.norm().item_double());
            }
        }
    }

    @Test
    void hooksThatChangeNothingChangeNothing() {
        Tensor conditions = gaussian.of(1, 4, 6, 4);
        Tensor latents = gaussian.of(2, 4, 6, 4);
        ImmutableMap<Prompt, Tensor> prompts =
                ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, gaussian.of(1, 5, 12));
        UNetPatch nothing = () -> UNetHooks.NONE;
        try (UNetPass plain = unet.begin(conditions, TIMESTEPS, List.of());
                UNetPass patched = unet.begin(conditions, TIMESTEPS, List.of(nothing, nothing, nothing))) {
            assertThat(plain.predict(latents, 300, prompts).equal(patched.predict(latents, 300, prompts)))
                    .isTrue();
        }
    }

    /** Records the patch points that it passes, and changes what it can by an amount that tells the order. */
    private record Recorder(String name, List<String> calls) implements UNetPatch {

        @Override
        public UNetHooks begin() {
            return new UNetHooks() {
                @Override
                public Tensor input(Tensor features, Site site) {
                    return note(features, "input " + site.index() + " level " + site.level());
                }

                @Override
                public Tensor deep(Tensor features, Site site, Layer deeper) {
                    note(features, "into " + site.index());
                    return note(deeper.forward(features), "out of " + site.index());
                }

                @Override
                public Joint join(Joint joint, Site site) {
                    note(joint.skip(), "join " + site.part() + " " + site.index() + " level " + site.level());
                    return joint;
                }

                @Override
                public Tensor attentionLayer(Tensor tokens, AttentionSite site, Layer attention) {
                    note(tokens, site.kind() + " layer");
                    return attention.forward(tokens);
                }

                @Override
                public Tensor attention(QueryKeyValue given, AttentionSite site, QueryKeyValue.Product product) {
                    note(
                            given.query(),
                            site.kind() + " " + site.block().part() + " " + site.height() + "x" + site.width());
                    return product.forward(given);
                }

                @Override
                public Tensor output(Tensor prediction, UNetCall call) {
                    return note(prediction, "output of step " + call.step() + " of " + call.steps());
                }

                @Override
                public void close() {
                    calls.add(name + " closed");
                }
            };
        }

        private Tensor note(Tensor tensor, String what) {
            calls.add(name + " " + what + ", batch " + tensor.size(0));
            return tensor;
        }
    }

    @Test
    void patchesPassEveryPointInOrder() {
        List<String> calls = new ArrayList<>();
        try (UNetPass pass = unet.begin(gaussian.of(1, 4, 6, 4), TIMESTEPS, List.of(new Recorder("a", calls)))) {
            pass.predict(
                    gaussian.of(1, 4, 6, 4),
                    450,
                    ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, gaussian.of(1, 5, 12)));
        }

        assertThat(calls).containsExactlyElementsOf(PATCH_POINTS);
    }

    @Test
    void theFirstPatchChangesFirstAndStandsOutermost() {
        List<String> order = new ArrayList<>();
        UNetPatch outer = UNetPatch.ofAttention((given, site, product) -> {
            order.add("outer before");
            Tensor result = product.forward(given);
            order.add("outer after");
            return result;
        });
        UNetPatch inner = UNetPatch.ofAttention((given, site, product) -> {
            order.add("inner");
            return product.forward(given);
        });
        UNetPatch plusOne = UNetPatch.ofInput((x, site) -> x.add(new Scalar(1)));
        UNetPatch doubled = UNetPatch.ofInput((x, site) -> {
            order.add("smallest " + (x.min().item_float() > 0));
            return x.mul(new Scalar(2));
        });
        UNetPatch zero = UNetPatch.ofInput((x, site) -> x.abs());

        try (UNetPass pass =
                unet.begin(gaussian.of(1, 4, 6, 4), TIMESTEPS, List.of(outer, inner, zero, plusOne, doubled))) {
            pass.predict(gaussian.of(1, 4, 6, 4), 450, ImmutableMap.of(POSITIVE, gaussian.of(1, 5, 12)));
        }

        assertThat(order.subList(0, 4)).containsExactly("smallest true", "outer before", "inner", "outer after");
    }

    @Test
    void aPassLeavesNothingBehind() {
        Tensor conditions = gaussian.of(1, 4, 6, 4);
        Tensor latents = gaussian.of(2, 4, 6, 4);
        ImmutableMap<Prompt, Tensor> prompts =
                ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, gaussian.of(1, 5, 12));
        run(conditions, latents, prompts);
        long before = Pointer.totalCount();
        run(conditions, latents, prompts);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private void run(Tensor conditions, Tensor latents, ImmutableMap<Prompt, Tensor> prompts) {
        try (UNetPass pass = unet.begin(conditions, TIMESTEPS, List.of())) {
            for (double timestep : new double[] {900, 1, 2, 3, 4, 600.5}) {
                pass.predict(latents, timestep, prompts).close();
                pass.predict(latents, timestep, ImmutableMap.of(POSITIVE, prompts.get(POSITIVE)))
                        .close();
            }
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        Tensor conditions = gaussian.of(1, 4, 6, 4);
        ImmutableMap<Prompt, Tensor> prompts = ImmutableMap.of(POSITIVE, gaussian.of(1, 5, 12));
        assertThatThrownBy(() -> unet.begin(gaussian.of(1, 8, 6, 4), TIMESTEPS, List.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("channels <= 7");
        assertThatThrownBy(() -> unet.begin(conditions, ImmutableDoubleArray.of(), List.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least one timestep");
        try (UNetPass pass = unet.begin(conditions, TIMESTEPS, List.of())) {
            assertThatThrownBy(() -> pass.predict(gaussian.of(1, 4, 6, 5), 1, prompts))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("width = 4");
            assertThatThrownBy(() -> pass.predict(
                            gaussian.of(1, 4, 6, 4),
                            1,
                            ImmutableMap.of(NEGATIVE, gaussian.of(1, 6, 12), POSITIVE, gaussian.of(1, 5, 12))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("as many tokens");
            assertThatThrownBy(() ->
                            pass.predict(gaussian.of(3, 4, 6, 4), 1, ImmutableMap.of(POSITIVE, gaussian.of(2, 5, 12))))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("one row each, or one for each of 3 samples");
            assertThatThrownBy(() -> pass.predict(gaussian.of(1, 4, 6, 4), Double.NaN, prompts))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("NaN");
            unet.close();
            assertThatThrownBy(() -> pass.predict(gaussian.of(1, 4, 6, 4), 1, prompts))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the UNet is closed");
        }
    }

    private static Tensor cat(int axis, Tensor a, Tensor b) {
        return torch.cat(new TensorVector(a, b), axis);
    }

    private static void assertClose(Tensor got, Tensor expected) {
        assertThat(got.sub(expected).norm().item_double() / expected.norm().item_double())
                .isLessThan(1e-5);
    }
}

package io.iclight.models.unet;

import static io.iclight.models.unet.patch.UNetCall.Prompt.NEGATIVE;
import static io.iclight.models.unet.patch.UNetCall.Prompt.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.HashWeights;
import io.iclight.models.TensorScopeExtension;
import io.iclight.models.layers.FlopCounter;
import io.iclight.models.layers.Layer;
import io.iclight.models.unet.patch.AttentionSite;
import io.iclight.models.unet.patch.DeepCache;
import io.iclight.models.unet.patch.DeepShrink;
import io.iclight.models.unet.patch.FreeU;
import io.iclight.models.unet.patch.GuidanceReuse;
import io.iclight.models.unet.patch.HyperTile;
import io.iclight.models.unet.patch.KeptTensor;
import io.iclight.models.unet.patch.PerturbedAttentionGuidance;
import io.iclight.models.unet.patch.Resizing;
import io.iclight.models.unet.patch.SelfAttentionGuidance;
import io.iclight.models.unet.patch.Site;
import io.iclight.models.unet.patch.StepWindow;
import io.iclight.models.unet.patch.TGate;
import io.iclight.models.unet.patch.TokenMerging;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetCall.Prompt;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.models.unet.patch.UNetPatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The patches of the library, on a UNet of SD1.5's plan whose channels are few. */
@ExtendWith(TensorScopeExtension.class)
final class PatchesTest {

    private static final int HEIGHT = 16;
    private static final int WIDTH = 12;
    private static final ImmutableDoubleArray TIMESTEPS = ImmutableDoubleArray.of(900, 700, 500, 300);
    private static final UNetConfig CONFIG = UNetConfig.of(JsonReader.parse("""
            {"in_channels": 8, "block_out_channels": [8, 16, 32, 32], "norm_num_groups": 8, "cross_attention_dim": 12,
             "attention_head_dim": 4}""", "a narrow SD1.5"));

    private final GaussianTensors gaussian = new GaussianTensors(17);
    private static final UNet UNET = new UNet(CONFIG, HashWeights.model(UNet.parameters(CONFIG), 5), ElementType.F32);
    private Tensor conditions;
    private Tensor latents;
    private ImmutableMap<Prompt, Tensor> prompts;

    @BeforeEach
    void open() {
        conditions = gaussian.of(1, 4, HEIGHT, WIDTH);
        latents = gaussian.of(2, 4, HEIGHT, WIDTH);
        prompts = ImmutableMap.of(NEGATIVE, gaussian.of(1, 5, 12), POSITIVE, gaussian.of(1, 5, 12));
    }

    @AfterAll
    static void closeModel() {
        UNET.close();
    }

    static Stream<UNetPatch> neutral() {
        return Stream.of(
                new FreeU(1, 1, 1, 1),
                new FreeU(FreeU.Version.V1, 1, 1, 1, 1, StepWindow.ALL),
                new FreeU(FreeU.Version.V2, 2, 2, 0, 0, new StepWindow(1, 1)),
                new HyperTile(2048, 3, 1),
                new SelfAttentionGuidance(0, 2, 1),
                new PerturbedAttentionGuidance(0, 0, StepWindow.ALL),
                new DeepShrink(3, 1, 0, 1, DeepShrink.Place.AFTER_SKIP, Resizing.BICUBIC, Resizing.BICUBIC),
                new DeepShrink(3, 2, 0, 0.05, DeepShrink.Place.BEFORE_SKIP, Resizing.AREA, Resizing.BILINEAR),
                new TokenMerging(0, 3),
                new DeepCache(1, 0),
                new DeepCache(4, 3),
                new TGate(1),
                new GuidanceReuse());
    }

    /** At the first step: what is kept for later steps changes nothing there. */
    @ParameterizedTest
    @MethodSource
    void neutral(UNetPatch patch) {
        assertThat(steps(List.of(patch), 900).equal(steps(List.of(), 900))).isTrue();
    }

    static Stream<UNetPatch> acting() {
        return Stream.of(
                new FreeU(1.5, 1.6, 0.9, 0.2),
                new FreeU(FreeU.Version.V1, 1.5, 1.6, 0.9, 0.2, StepWindow.ALL),
                new HyperTile(32, 1, 2),
                new DeepShrink(3, 2, 0, 1, DeepShrink.Place.AFTER_SKIP, Resizing.BICUBIC, Resizing.BICUBIC),
                new DeepShrink(4, 1.7, 0, 1, DeepShrink.Place.BEFORE_SKIP, Resizing.AREA, Resizing.BILINEAR),
                new TokenMerging(0.5, 1),
                new DeepCache(2, 0),
                new DeepCache(3, 2),
                new DeepCache(2, 1, 1),
                new TGate(0.25));
    }

    @ParameterizedTest
    @MethodSource
    void acting(UNetPatch patch) {
        Tensor plain = steps(List.of(), 900, 700);
        Tensor patched = steps(List.of(patch), 900, 700);

        assertThat(TensorData.shape(patched)).isEqualTo(TensorData.shape(plain));
        assertThat(patched.isfinite().all().item_bool()).isTrue();
        assertThat(distance(patched, plain)).isBetween(1e-6, 1.0);
    }

    /** Some cut or merge tokens, others change the size of maps in mid-pass. */
    @ParameterizedTest
    @MethodSource("acting")
    void anyTwoGoTogether(UNetPatch patch) {
        UNetPatch shrinking =
                new DeepShrink(3, 2, 0, 0.3, DeepShrink.Place.BEFORE_SKIP, Resizing.AREA, Resizing.BILINEAR);
        Stream.concat(acting(), Stream.of(shrinking, new SelfAttentionGuidance(1, 1, 1), new HyperTile(32, 3, 1)))
                .forEach(other -> {
                    Tensor patched = steps(List.of(patch, other), 900, 700, 500, 300);
                    assertThat(TensorData.shape(patched)).isEqualTo(ImmutableLongArray.of(4, 4, HEIGHT, WIDTH));
                    assertThat(patched.isfinite().all().item_bool())
                            .as("%s and %s", patch, other)
                            .isTrue();
                });
    }

    /** The tokens of the step before, which were freed when that ended. */
    @Test
    void whatAPatchKeepsOutlivesItsStep() {
        KeptTensor before = new KeptTensor();
        List<Double> changes = new ArrayList<>();
        UNetPatch remembering = () -> new UNetHooks() {
            @Override
            public Tensor attentionLayer(Tensor tokens, AttentionSite site, Layer attention) {
                if (site.isSelf() && site.block().part() == Site.Part.MIDDLE) {
                    before.get().ifPresent(kept -> changes.add(distance(kept, tokens)));
                    before.keep(tokens);
                }
                return attention.forward(tokens);
            }

            @Override
            public void close() {
                before.close();
            }
        };
        steps(List.of(remembering), 900, 700, 500);
        assertThat(changes).hasSize(2).allSatisfy(change -> assertThat(change).isPositive());
    }

    @ParameterizedTest
    @MethodSource("acting")
    void nothingIsLeftBehind(UNetPatch patch) {
        steps(List.of(patch), 900, 700).close();
        long before = Pointer.totalCount();
        steps(List.of(patch), 900, 700).close();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    /** What is computed in a step that reuses: the first convolution and the last output block. */
    @Test
    void deepCacheSkipsWhatItKeeps() {
        try (UNetPass pass = UNET.begin(conditions, TIMESTEPS, List.of(new DeepCache(2, 0)))) {
            long first = flops(() -> pass.predict(latents, 900, prompts));
            long second = flops(() -> pass.predict(latents, 700, prompts));
            long third = flops(() -> pass.predict(latents, 500, prompts));
            assertThat(second).isLessThan(first / 4);
            assertThat(third).isGreaterThan(first / 2);
        }
    }

    /** Deeper blocks that make k of step k, and are computed at steps 0 and 2, make 3 of step 3. */
    @Test
    void deepCacheOfFirstOrderGoesOnAlongTheLine() {
        try (UNetHooks hooks = new DeepCache(2, 0, 1).begin()) {
            assertThat(deep(hooks, 0, 1, 2, 3)).containsExactly(new double[] {0, 0, 2, 3}, within(1e-6));
        }
    }

    /** Nothing would repeat what step 8, the last one, computes. */
    @Test
    void deepCacheLeavesTheLastStepOut() {
        try (UNetHooks hooks = new DeepCache(4, 0).begin()) {
            assertThat(deep(hooks, 0, 4, 8)).containsExactly(new double[] {0, 4, 4}, within(1e-6));
        }
    }

    /** A prompt that was away at step 3 has its deeper blocks computed when it is back, and no line from before. */
    @Test
    void deepCacheMakesUpForWhatAPromptMissed() {
        try (UNetHooks hooks = new DeepCache(3, 0, 1).begin()) {
            assertThat(deep(hooks, 0, 2, 4, 5)).containsExactly(new double[] {0, 0, 4, 4}, within(1e-6));
        }
    }

    /** What comes out of deeper blocks that make k of step k. */
    private double[] deep(UNetHooks hooks, int... steps) {
        return IntStream.of(steps)
                .mapToDouble(step -> {
                    UNetCall call = new UNetCall(
                            900 - 100.0 * step, step, 9, ImmutableList.of(POSITIVE), 2, UNetCall.Purpose.PREDICTION);
                    Site site = new Site(call, Site.Part.INPUT, 0, 0);
                    Tensor ones = torch.ones_like(latents);
                    return hooks.deep(ones, site, features -> features.mul(new Scalar(step)))
                            .mean()
                            .item_double();
                })
                .toArray();
    }

    /** Whoever asks for the positive prompt alone gets its half of what was kept for both. */
    @Test
    void deepCacheKeepsEachPromptsOwn() {
        ImmutableMap<Prompt, Tensor> positive = ImmutableMap.of(POSITIVE, prompts.get(POSITIVE));
        try (UNetPass pass = UNET.begin(conditions, TIMESTEPS, List.of(new DeepCache(4, 1), new TGate(0.5)))) {
            pass.predict(latents, 900, prompts);
            Tensor both = pass.predict(latents, 700, prompts);
            Tensor alone = pass.predict(latents, 700, positive);
            Tensor bothLate = pass.predict(latents, 300, prompts);
            Tensor aloneLate = pass.predict(latents, 300, positive);
            assertThat(distance(alone, both.narrow(0, 2, 2))).isLessThan(1e-5);
            assertThat(distance(aloneLate, bothLate.narrow(0, 2, 2))).isLessThan(1e-5);
        }
    }

    static Stream<UNetPatch> promptsMayComeAndGo() {
        return Stream.of(new DeepCache(2, 0), new DeepCache(2, 1, 1), new TGate(0.5), new HyperTile(32, 0, 2));
    }

    /** What is kept for a prompt apart from the other is what is kept where a call is for both, as guidance pauses. */
    @ParameterizedTest
    @MethodSource
    void promptsMayComeAndGo(UNetPatch patch) {
        UNetPatch seesAllPrompts = () -> new UNetHooks() {};
        Tensor apart = afterPause(List.of(patch));
        assertThat(distance(apart, afterPause(List.of(patch, seesAllPrompts)))).isLessThan(1e-5);
    }

    private Tensor afterPause(List<UNetPatch> patches) {
        ImmutableMap<Prompt, Tensor> positive = ImmutableMap.of(POSITIVE, prompts.get(POSITIVE));
        try (UNetPass pass = UNET.begin(conditions, TIMESTEPS, patches)) {
            pass.predict(latents, 900, prompts).close();
            pass.predict(latents, 700, positive).close();
            pass.predict(latents, 500, positive).close();
            return pass.predict(latents, 300, prompts);
        }
    }

    /** Where a change of the product and its tiling do not touch each other, their order does not matter. */
    @Test
    void patchesAddUpInOrder() {
        UNetPatch doubled = UNetPatch.ofAttention((given, site, product) -> {
            Tensor once = product.forward(given);
            return once.add(once);
        });
        Tensor one = steps(List.of(doubled, new HyperTile(32, 1, 1)), 900);
        Tensor other = steps(List.of(new HyperTile(32, 1, 1), doubled), 900);
        assertThat(distance(one, other)).isLessThan(1e-5);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FreeU(1, 1, 1, -1))
                .withMessageContaining("s2 -1");
        assertThatIllegalArgumentException().isThrownBy(() -> new HyperTile(16, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SelfAttentionGuidance(1, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PerturbedAttentionGuidance(Double.NaN, 0, StepWindow.ALL));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenMerging(0.8, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeepCache(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DeepCache(3, 1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new TGate(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new StepWindow(0.5, 0.2));
    }

    /** The prediction of the last of some steps. */
    private Tensor steps(List<UNetPatch> patches, double... timesteps) {
        try (UNetPass pass = UNET.begin(conditions, TIMESTEPS, patches)) {
            for (int i = 0; i < timesteps.length - 1; i++) {
                pass.predict(latents, timesteps[i], prompts).close();
            }
            return pass.predict(latents, timesteps[timesteps.length - 1], prompts);
        }
    }

    private static long flops(Runnable computation) {
        try (FlopCounter counter = FlopCounter.open()) {
            computation.run();
            return counter.total();
        }
    }

    private static double distance(Tensor got, Tensor expected) {
        return got.sub(expected).norm().item_double() / expected.norm().item_double();
    }
}

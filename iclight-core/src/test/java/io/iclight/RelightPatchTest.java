package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.models.layers.FlopCounter;
import io.iclight.models.unet.patch.PerturbedAttentionGuidance;
import io.iclight.models.unet.patch.SelfAttentionGuidance;
import io.iclight.models.unet.patch.StepWindow;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.RelightRequest;
import io.iclight.request.Speed;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.EveryNth;
import io.iclight.sampling.NonFiniteLatentsException;
import io.iclight.sampling.SamplingException;
import io.iclight.sampling.UNetPatches;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Patches of the UNet in whole relights. */
final class RelightPatchTest {

    @RegisterExtension
    static final TinyRelighter TINY = new TinyRelighter();

    static Stream<String> names() {
        return UNetPatches.titles().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPatchRelightsAndLeavesNothingBehind(String name) {
        RelightRequest request = RelightRequest.builder()
                .prompt("a vase")
                .size(64, 64)
                .steps(3)
                .guidance(new EveryNth(new ClassifierFree(3), 2))
                .patch(UNetPatches.named(name))
                .build();
        assertThat(RelightRequest.fromJson(request.toJson())).isEqualTo(request);

        RelightResult first = TINY.relight().settings(request).run();
        long live = Pointer.totalCount();
        RelightResult second = TINY.relight().settings(request).run();

        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
        assertThat(second.image()).isEqualTo(first.image());
    }

    @Test
    void guidanceByAttentionActsUnlessItsScaleIsZero() {
        RelightResult plain = TINY.relight().run();
        assertThat(patched(new PerturbedAttentionGuidance(0, 0, StepWindow.ALL)).image())
                .isEqualTo(plain.image());
        assertThat(patched(new SelfAttentionGuidance(0, 2, 1)).image()).isEqualTo(plain.image());
        assertThat(patched(PerturbedAttentionGuidance.STANDARD).image()).isNotEqualTo(plain.image());
        assertThat(patched(SelfAttentionGuidance.STANDARD).image()).isNotEqualTo(plain.image());
    }

    private static RelightResult patched(UNetPatch patch) {
        return TINY.relight().patch(patch).run();
    }

    @Test
    void whatOverflowsIsToldAndNotDecoded() {
        UNetPatch overflowing = () -> new UNetHooks() {
            @Override
            public Tensor output(Tensor prediction, UNetCall call) {
                return prediction.mul(new Scalar(Double.MAX_VALUE)).mul(new Scalar(0.0));
            }
        };
        assertThatThrownBy(() -> patched(overflowing))
                .isInstanceOf(NonFiniteLatentsException.class)
                .hasMessageContaining("denoise came to 256 latents of which 256 are infinite")
                .hasMessageContaining("such as F32 or BF16");
    }

    @Test
    void speedsComputeLessTheFasterTheyAre() {
        RelightResult plain = TINY.relight().steps(12).run();
        assertThat(TINY.relight().steps(12).speed(Speed.EXACT).run().image()).isEqualTo(plain.image());
        long exact = flops(Speed.EXACT);
        long balanced = flops(Speed.BALANCED);
        assertThat(balanced).isLessThan(exact);
        assertThat(flops(Speed.FAST)).isLessThan(balanced);
    }

    private static long flops(Speed speed) {
        try (FlopCounter counter = FlopCounter.open()) {
            TINY.relight().steps(12).speed(speed).run();
            return counter.total();
        }
    }

    @Test
    void aPatchThatFailsEndsTheRelightAndLeavesNothingBehind() {
        UNetPatch failing = UNetPatch.ofJoin((joint, site) -> {
            throw new IllegalStateException("not today");
        });
        TINY.relight().run();
        long live = Pointer.totalCount();
        assertThatThrownBy(() -> patched(failing)).hasMessage("not today");
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    @Test
    void whatCannotBeIsRefused() {
        RelightRequest own = RelightRequest.builder()
                .prompt("a vase")
                .patch(() -> UNetHooks.NONE)
                .build();
        assertThat(own.isWritable()).isFalse();
        assertThatThrownBy(own::toJson)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a patch of the UNet");
        assertThatThrownBy(() -> UNetPatches.named("free_v"))
                .isInstanceOf(SamplingException.class)
                .hasMessageContaining("free_u, hyper_tile");
        assertThatThrownBy(() -> RelightRequest.fromJson("{\"prompt\": \"a\", \"patches\": [\"free_u:b3=1\"]}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("b3");
        assertThatThrownBy(() -> RelightRequest.fromJson("{\"prompt\": \"a\", \"speed\": \"slow\"}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("exact, balanced, fast");
    }
}

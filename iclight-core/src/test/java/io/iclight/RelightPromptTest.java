package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.progress.Progress;
import io.iclight.progress.Stage;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.PromptSyntax;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What prompts, samplers and guidance make of a relight. */
class RelightPromptTest {

    @RegisterExtension
    static final TinyRelighter TINY = new TinyRelighter();

    @Test
    void aSyntaxChangesThePromptFromStepToStep() {
        Image dawn = plain("dawn").run().image();
        Image noon = plain("noon").run().image();
        assertThat(a1111("dawn").run().image()).isEqualTo(dawn);
        assertThat(a1111("[noon:dawn:0]").run().image()).isEqualTo(dawn);
        assertThat(a1111("[noon:dawn:8]").run().image()).isEqualTo(noon);
        assertThat(a1111("[dawn:noon:0.5]").run().image()).isNotIn(dawn, noon);
        assertThat(a1111("[dawn|noon]").run().image()).isNotIn(dawn, noon);
        assertThat(a1111("(dawn:1.4)").run().image()).isNotEqualTo(dawn);
        assertThat(plain("[dawn:noon:0.5]").run().image()).isNotIn(dawn, noon);
    }

    private static Relighting plain(String prompt) {
        return TINY.relight().prompt(prompt).steps(4).withoutHighres();
    }

    private static Relighting a1111(String prompt) {
        return plain(prompt).promptSyntax(PromptSyntax.A1111);
    }

    @Test
    void theSecondPassCountsOnFromTheFirst() {
        Image noon = a1111("noon").highres(1, 0.5).run().image();
        assertThat(a1111("[noon:dawn:2.0]").highres(1, 0.5).run().image()).isEqualTo(noon);
        assertThat(a1111("[noon:dawn:1.5]").highres(1, 0.5).run().image()).isNotEqualTo(noon);
    }

    @Test
    void samplersAndGuidanceOfEveryKindRunAndLeaveNothingBehind() {
        List<Relighting> kinds = List.of(
                TINY.relight().sampling(SamplingMethod.named("dpmpp_sde", "exponential")),
                TINY.relight().sampling(SamplingMethod.named("pndm", "leading")).steps(4),
                TINY.relight().sampling(SamplingMethod.of(Samplers.named("euler"), Schedules.sigmas(14, 3, 0.5, 0))),
                TINY.relight().guidance(new Interval(new Rescaled(new ClassifierFree(5), 0.7), 0, 0.5)),
                TINY.relight()
                        .guidance((negative, positive, moment) ->
                                positive.mul(new Scalar(2)).sub_(negative)),
                a1111("[dawn|(noon:1.2)] BREAK [fog::0.5]").highres(1, 0.5));
        kinds.forEach(Relighting::run);
        long live = Pointer.totalCount();
        kinds.forEach(Relighting::run);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    @Test
    void withoutGuidanceTheNegativePromptHasNoPart() {
        Image one = TINY.relight().guidanceScale(1).negativePrompt("fog").run().image();
        assertThat(TINY.relight().guidanceScale(1).negativePrompt("rain").run().image())
                .isEqualTo(one);
        Image both = TINY.relight()
                .guidance((negative, positive, moment) -> positive.clone())
                .run()
                .image();
        assertThat(largestDifference(both, one))
                .as("a guidance of one's own that does the same, with the second half computed")
                .isLessThanOrEqualTo(1);
        assertThat(TINY.relight().guidanceScale(2).negativePrompt("rain").run().image())
                .isNotEqualTo(one);
    }

    private static int largestDifference(Image one, Image other) {
        byte[] these = one.samples();
        byte[] those = other.samples();
        return IntStream.range(0, these.length)
                .map(i -> Math.abs(Byte.toUnsignedInt(these[i]) - Byte.toUnsignedInt(those[i])))
                .max()
                .orElseThrow();
    }

    @Test
    void stepsThatASamplerCannotTakeAreRefusedBeforeAnythingIsComputed() {
        List<Progress> heard = new ArrayList<>();
        assertThatThrownBy(() -> TINY.relight()
                        .sampling(SamplingMethod.named(
                                "dpm_solver_multistep:algorithm=dpmsolver,order=3,eta=1", "karras"))
                        .steps(8)
                        .onProgress(heard::add)
                        .run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has no steps of third order");
        assertThat(heard).extracting(Progress::stage).containsOnly(Stage.MATTE);
    }
}

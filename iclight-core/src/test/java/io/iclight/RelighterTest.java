package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PngText;
import io.iclight.light.LightSide;
import io.iclight.light.LightSource;
import io.iclight.models.checkpoint.ModelSource;
import io.iclight.progress.Stage;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import io.iclight.sampling.TrainedNoise;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relighter from loading to closing, and what it hands out. */
class RelighterTest {

    @RegisterExtension
    static final TinyRelighter TINY = new TinyRelighter();

    @Test
    void relightsInTwoPassesAndTellsWhatItDid() {
        RelightResult result = TINY.relight().light(LightSide.LEFT).images(2).run();

        assertThat(result.images())
                .hasSize(2)
                .allSatisfy(image -> assertThat(image.size()).isEqualTo(new ImageSize(128, 128)));
        assertThat(result.images().get(0)).isNotEqualTo(result.images().get(1));
        assertThat(result.request().batch().seed()).isEqualTo(12345);
        assertThat(result.timings().keySet()).containsExactly(Stage.values());
        assertThat(result.foreground()).isEqualTo(TINY.photo());
        assertThat(result.peakMemoryBytes()).isPositive();
    }

    @Test
    void theSameRequestGivesTheSamePicture() {
        Image first = TINY.relight().light(LightSide.TOP).run().image();
        assertThat(TINY.relight().light(LightSide.TOP).run().image()).isEqualTo(first);
        assertThat(TINY.relight().light(LightSide.TOP).seed(1).run().image()).isNotEqualTo(first);
        assertThat(TINY.relight().light(LightSide.BOTTOM).run().image()).isNotEqualTo(first);
        assertThat(TINY.relight().prompt("other").light(LightSide.TOP).run().image())
                .isNotEqualTo(first);
    }

    @Test
    void nothingIsLeftBehind() {
        TINY.relight().run();
        long live = Pointer.totalCount();
        for (int i = 0; i < 10; i++) {
            TINY.relight().light(LightSide.RIGHT).run();
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
        }
    }

    @Test
    void aPngHoldsTheRequest(@TempDir Path out) {
        Path file = out.resolve("relit.png");
        RelightResult result = TINY.relight().seed(77).run();
        result.write(file);

        assertThat(ImageDecoder.STANDARD.read(file)).isEqualTo(result.image());
        assertThat(RelightRequest.fromJson(PngText.read(file).get("iclight"))).isEqualTo(result.request());
    }

    @Test
    void whatDoesNotFitTheModelIsRefusedBeforeAnythingRuns() {
        Relighting untouched = TINY.relight().onProgress(progress -> {
            throw new AssertionError("began");
        });
        assertThatThrownBy(() -> untouched.background(TINY.photo()).run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("sees no background; load iclight_sd15_fbc.safetensors");
        assertThatThrownBy(() -> TINY.relighter()
                        .relight(TINY.photo())
                        .prompt("p")
                        .steps(1)
                        .lowresDenoise(0.3)
                        .light(LightSide.TOP)
                        .withoutHighres()
                        .run())
                .hasMessageContaining("lowres denoise of 0.3 with 1 steps runs no step at all");
        assertThatThrownBy(
                        () -> TINY.relighter().normals(TINY.photo()).prompt("p").run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("normals are made by the background model");
    }

    @Test
    void aSamplerThatNeverArrivesIsRefused() {
        Relighting relighting = TINY.relight().sampling(SamplingMethod.named("dpm_adaptive:accept_safety=3", "karras"));
        assertThatThrownBy(relighting::run)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot run: it does not arrive within 1002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "euler | leading | 1200 leading timesteps are more than the network was trained on",
                "ddim | trailing | steps must be in 1..1000",
                "ddim | leading:offset=2000 | timestep must be in 0..999, was 2599",
            })
    void aScheduleThatCannotBeIsRefusedBeforeThePhotoIsLookedAt(String sampler, String schedule, String message) {
        Relighting relighting = TINY.relight()
                .steps(600)
                .sampling(SamplingMethod.named(sampler, schedule))
                .highres(1.5, 0.5);
        assertThatThrownBy(relighting::run)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot run: ")
                .hasMessageContaining(message);
    }

    @Test
    void aPredictionOfNoiseNeedsASignal() {
        TrainedNoise pure = new TrainedNoise(TrainedNoise.Shape.SCALED_LINEAR, 0.00085, 0.012, 1000, true);
        SamplingMethod method = SamplingMethod.of(Samplers.named("ddim"), Schedules.named("trailing"), pure);
        Relighting relighting = TINY.relight().light(LightSource.NONE).sampling(method);
        assertThatThrownBy(relighting::run)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a network that predicts the velocity");
    }

    @Test
    void anArgumentThatIsNullIsNamedAtOnce() {
        RelighterBuilder builder = Relighter.builder();
        refusesNull(() -> builder.model((Path) null), "path");
        refusesNull(() -> builder.iclight((ModelSource) null), "source");
        refusesNull(() -> builder.precision(null), "precision");
        refusesNull(() -> builder.hub(null), "settings");
        refusesNull(() -> builder.loras(null), "loras");
        refusesNull(() -> Precision.all(null), "text encoder");
        refusesNull(() -> Precision.FULL.storing(null), "type");
        refusesNull(() -> TINY.relighter().withLoras(null), "loras");
        refusesNull(() -> TINY.relighter().relight((Image) null), "photo");
        refusesNull(() -> TINY.relighter().normals((Image) null), "photo");
    }

    private static void refusesNull(ThrowingCallable call, String name) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    @Test
    void aRelightAfterClosingFails() {
        Relighter closed = new Relighter(TINY.load());
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.relight(TINY.photo()).prompt("any").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aPromptIsNeeded() {
        assertThatThrownBy(() -> TINY.relighter().relight(TINY.photo()).run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("prompt must be given");
    }
}

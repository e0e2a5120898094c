package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.image.PngText;
import io.iclight.light.LightSide;
import io.iclight.progress.Cancellation;
import io.iclight.progress.Progress;
import io.iclight.progress.RelightCancelledException;
import io.iclight.progress.Stage;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.RelightRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelighterTest {

    @TempDir
    private static Path folder;

    private static Relighter relighter;
    private static Image photo;

    @BeforeAll
    static void load() {
        relighter = new Relighter(TinyModels.load(folder));
        byte[] samples = new byte[70 * 90 * 3];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / 7);
        }
        photo = Image.of(new ImageSize(70, 90), PixelFormat.RGB, samples);
    }

    @AfterAll
    static void close() {
        relighter.close();
    }

    private static Relighting tiny() {
        return relighter
                .relight(photo)
                .prompt("a vase, sunset over sea")
                .size(64, 64)
                .steps(2);
    }

    @Test
    void relightsInTwoPassesAndTellsWhatItDid() {
        RelightResult result = tiny().light(LightSide.LEFT).images(2).run();

        assertThat(result.images())
                .hasSize(2)
                .allSatisfy(image -> assertThat(image.size()).isEqualTo(new ImageSize(128, 128)));
        assertThat(result.images().get(0)).isNotEqualTo(result.images().get(1));
        assertThat(result.request().batch().seed()).isEqualTo(12345);
        assertThat(result.timings().keySet()).containsExactly(Stage.values());
        assertThat(result.foreground()).isEqualTo(photo);
        assertThat(result.peakMemoryBytes()).isPositive();
    }

    @Test
    void theSameRequestGivesTheSamePicture() {
        Image first = tiny().light(LightSide.TOP).run().image();
        assertThat(tiny().light(LightSide.TOP).run().image()).isEqualTo(first);
        assertThat(tiny().light(LightSide.TOP).seed(1).run().image()).isNotEqualTo(first);
        assertThat(tiny().light(LightSide.BOTTOM).run().image()).isNotEqualTo(first);
        assertThat(tiny().prompt("other").light(LightSide.TOP).run().image()).isNotEqualTo(first);
    }

    @Test
    void threadsShareARelighter() throws Exception {
        Image alone = tiny().run().image();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Image>> pictures = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                pictures.add(threads.submit(() -> tiny().run().image()));
            }
            for (Future<Image> picture : pictures) {
                assertThat(picture.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nothingIsLeftBehind() {
        tiny().run();
        long live = Pointer.totalCount();
        for (int i = 0; i < 10; i++) {
            tiny().light(LightSide.RIGHT).run();
            assertThat(Pointer.totalCount()).isEqualTo(live);
        }
    }

    @Test
    void progressGoesThroughEveryStageToTheEnd() {
        List<Progress> heard = new ArrayList<>();
        tiny().light(LightSide.LEFT)
                .steps(25)
                .lowresDenoise(0.3)
                .onProgress(heard::add)
                .run();
        assertThat(heard).extracting(Progress::stage).isSorted().contains(Stage.values());
        assertThat(heard).extracting(Progress::fraction).isSorted().allMatch(f -> f >= 0 && f <= 1);
        assertThat(heard.get(heard.size() - 1).fraction()).isGreaterThan(0.5);
        Progress lastStep = heard.stream()
                .filter(progress -> progress.stage() == Stage.LOWRES_DENOISE)
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(lastStep.step()).isEqualTo(24).isEqualTo(lastStep.steps());
    }

    @Test
    void cancellingEndsARelightWithoutALeak() {
        tiny().run();
        long live = Pointer.totalCount();
        Cancellation cancellation = new Cancellation();
        Relighting cancelled = tiny().cancelledBy(cancellation).onProgress(progress -> {
            if (progress.stage() == Stage.LOWRES_DENOISE && progress.step() == 1) {
                cancellation.cancel();
            }
        });
        assertThatThrownBy(cancelled::run)
                .isInstanceOf(RelightCancelledException.class)
                .hasMessageContaining("during denoise");
        assertThat(Pointer.totalCount()).isEqualTo(live);
    }

    @Test
    void interruptingTheThreadCancels() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tiny().run()).isInstanceOf(RelightCancelledException.class);
        assertThat(Thread.interrupted()).as("the flag stays for the caller").isTrue();
    }

    @Test
    void aListenerThatThrowsLeavesNothingBehind() {
        tiny().run();
        long live = Pointer.totalCount();
        assertThatThrownBy(() -> tiny().onProgress(progress -> {
                            throw new IllegalStateException("from the listener");
                        })
                        .run())
                .hasMessage("from the listener");
        assertThat(Pointer.totalCount()).isEqualTo(live);
    }

    @Test
    void aPngHoldsTheRequest(@TempDir Path out) {
        Path file = out.resolve("relit.png");
        RelightResult result = tiny().seed(77).run();
        result.write(file);

        assertThat(ImageDecoder.STANDARD.read(file)).isEqualTo(result.image());
        assertThat(RelightRequest.fromJson(PngText.read(file).get("iclight"))).isEqualTo(result.request());
    }

    @Test
    void opacityTellsTheSubjectFromTheBackground(@TempDir Path out) {
        byte[] halfClear = new byte[64 * 64 * 4];
        for (int i = 3; i < halfClear.length / 2; i += 4) {
            halfClear[i] = -1;
        }
        RelightResult result = relighter
                .relight(Image.of(new ImageSize(64, 64), PixelFormat.RGBA, halfClear))
                .prompt("black above, nothing below")
                .size(64, 64)
                .steps(1)
                .withoutHighres()
                .run();
        result.writeMatte(out.resolve("matte.png"));
        result.writeForeground(out.resolve("foreground.png"));

        Image matte = ImageDecoder.STANDARD.read(out.resolve("matte.png"));
        assertThat(matte.sample(63, 31, 0)).isEqualTo(255);
        assertThat(matte.sample(0, 32, 0)).isZero();
        assertThat(result.foreground().sample(63, 31, 0)).isZero();
        assertThat(result.foreground().sample(0, 32, 2)).isEqualTo(127);
        assertThat(ImageDecoder.STANDARD.read(out.resolve("foreground.png"))).isEqualTo(result.foreground());
    }

    @Test
    void whatDoesNotFitTheModelIsRefusedBeforeAnythingRuns() {
        Relighting untouched = tiny().onProgress(progress -> {
            throw new AssertionError("began");
        });
        assertThatThrownBy(() -> untouched.background(photo).run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("sees no background; load iclight_sd15_fbc.safetensors");
        assertThatThrownBy(() -> relighter
                        .relight(photo)
                        .prompt("p")
                        .steps(1)
                        .lowresDenoise(0.3)
                        .light(LightSide.TOP)
                        .withoutHighres()
                        .run())
                .hasMessageContaining("lowres denoise of 0.3 with 1 steps runs no step at all");
        assertThatThrownBy(() -> relighter.normals(photo).prompt("p").run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("normals are made by the background model");
    }

    @Test
    void aRelightAfterClosingFails() {
        Relighter closed = new Relighter(TinyModels.load(folder));
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.relight(photo).prompt("any").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aPromptIsNeeded() {
        assertThatThrownBy(() -> relighter.relight(photo).run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("prompt must be given");
    }
}

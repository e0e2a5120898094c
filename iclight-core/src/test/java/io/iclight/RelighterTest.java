package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageDecoder;
import io.iclight.io.image.ImageSize;
import io.iclight.io.image.PixelBox;
import io.iclight.io.image.PixelFormat;
import io.iclight.io.image.PngText;
import io.iclight.light.LightSide;
import io.iclight.progress.Cancellation;
import io.iclight.progress.Progress;
import io.iclight.progress.RelightCancelledException;
import io.iclight.progress.Stage;
import io.iclight.request.InvalidRequestException;
import io.iclight.request.PromptSyntax;
import io.iclight.request.RelightRequest;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.guidance.ClassifierFree;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.Rescaled;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.Schedules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
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

    @Test
    void imagesOfSeedsOfTheirOwnAreThoseOfSingleRuns() {
        List<Image> alone = new ArrayList<>();
        for (long seed = 7; seed < 10; seed++) {
            alone.add(tiny().light(LightSide.LEFT).seed(seed).run().image());
        }
        assertThat(tiny().light(LightSide.LEFT)
                        .seed(7)
                        .images(3)
                        .consecutiveSeeds()
                        .run()
                        .images())
                .isEqualTo(alone);
        assertThat(tiny().light(LightSide.LEFT).seeds(9, 7).run().images()).containsExactly(alone.get(2), alone.get(0));
        assertThat(tiny().light(LightSide.LEFT).seed(7).images(3).run().images().get(1))
                .isNotEqualTo(alone.get(1));
    }

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
        return tiny().prompt(prompt).steps(4).withoutHighres();
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
                tiny().sampling(SamplingMethod.named("dpmpp_sde", "exponential")),
                tiny().sampling(SamplingMethod.named("pndm", "leading")).steps(4),
                tiny().sampling(SamplingMethod.of(Samplers.named("euler"), Schedules.sigmas(14, 3, 0.5, 0))),
                tiny().guidance(new Interval(new Rescaled(new ClassifierFree(5), 0.7), 0, 0.5)),
                tiny().guidance((negative, positive, moment) ->
                        positive.mul(new Scalar(2)).sub_(negative)),
                a1111("[dawn|(noon:1.2)] BREAK [fog::0.5]").highres(1, 0.5));
        kinds.forEach(Relighting::run);
        long live = Pointer.totalCount();
        kinds.forEach(Relighting::run);
        assertThat(Pointer.totalCount()).isEqualTo(live);
    }

    @Test
    void withoutGuidanceTheNegativePromptHasNoPart() {
        Image one = tiny().guidanceScale(1).negativePrompt("fog").run().image();
        assertThat(tiny().guidanceScale(1).negativePrompt("rain").run().image()).isEqualTo(one);
        assertThat(tiny().guidance((negative, positive, moment) -> positive.clone())
                        .run()
                        .image())
                .as("a guidance of one's own that does the same, with the second half computed")
                .isNotNull();
        assertThat(tiny().guidanceScale(2).negativePrompt("rain").run().image()).isNotEqualTo(one);
    }

    @Test
    void stepsThatASamplerCannotTakeAreRefusedBeforeAnythingIsComputed() {
        List<Progress> heard = new ArrayList<>();
        assertThatThrownBy(() -> tiny().sampling(SamplingMethod.named("dpm_solver_singlestep:order=3", "karras"))
                        .steps(8)
                        .onProgress(heard::add)
                        .run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("take a step more or less");
        assertThat(heard).extracting(Progress::stage).containsOnly(Stage.MATTE);
    }

    @Test
    void aFinishedPictureHasThePhotosBackgroundToTheBit() {
        byte[] samples = new byte[64 * 64 * 4];
        for (int i = 0; i < samples.length; i++) {
            int column = i / 4 % 64;
            samples[i] = (byte) (i % 4 < 3 ? i / 7 : column < 20 ? 0 : column < 24 ? 128 : 255);
        }
        Image cutOut = Image.of(new ImageSize(64, 64), PixelFormat.RGBA, samples);
        RelightResult result = relighter
                .relight(cutOut)
                .prompt("a vase")
                .size(64, 64)
                .steps(2)
                .withoutHighres()
                .colorLock(1)
                .originalBackground()
                .run();
        PixelBox background = new PixelBox(0, 0, 20, 64);
        PixelBox subject = new PixelBox(24, 0, 64, 64);
        assertThat(result.image().crop(background)).isEqualTo(cutOut.toRgb().crop(background));
        assertThat(result.image().crop(subject)).isNotEqualTo(cutOut.toRgb().crop(subject));
        assertThat(result.drift().finished()).isLessThan(result.drift().relit());
        assertThat(result.unfinished().get(0)).isNotEqualTo(result.image());
    }

    @Test
    void reinforcingTheForegroundChangesTheStart() {
        Image alone = tiny().light(LightSide.LEFT).run().image();
        assertThat(tiny().light(LightSide.LEFT).reinforceForeground().run().image())
                .isNotEqualTo(alone);
    }

    @Test
    void manyAtOnceAreWhatEachIsAlone() {
        List<Relighting> wanted = List.of(tiny().seed(1), tiny().seed(2), tiny().light(LightSide.TOP));
        List<Image> alone = wanted.stream().map(each -> each.run().image()).toList();
        assertThat(relighter.relightAll(wanted))
                .extracting(future -> future.join().image())
                .isEqualTo(alone);
        Relighting changed = tiny().seed(1);
        CompletableFuture<RelightResult> begun = changed.runAsync(Runnable::run);
        changed.seed(2);
        assertThat(begun.join().image()).isEqualTo(alone.get(0));
    }

    @Test
    void aFutureThatIsCancelledStopsItsRelightAlone() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Cancellation shared = new Cancellation();
        AtomicReference<CompletableFuture<RelightResult>> itself = new AtomicReference<>();
        Executor executor = work -> new Thread(() -> {
                    work.run();
                    ended.countDown();
                })
                .start();
        itself.set(tiny().steps(500)
                .cancelledBy(shared)
                .onProgress(progress -> began.countDown())
                .runAsync(executor));
        CompletableFuture<RelightResult> behind = tiny().cancelledBy(shared).runAsync();
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(itself.get().cancel(true)).isTrue();
        assertThat(ended.await(60, TimeUnit.SECONDS))
                .as("the relight has stopped")
                .isTrue();
        assertThat(behind.get(60, TimeUnit.SECONDS).images()).hasSize(1);
    }

    @Test
    void closingEndsWhatWaitsAndWaitsForWhatRuns() throws Exception {
        Relighter closing = new Relighter(TinyModels.load(folder));
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<RelightResult> runs = closing.relight(photo)
                .prompt("runs")
                .size(64, 64)
                .steps(2)
                .onProgress(progress -> began.countDown())
                .runAsync();
        CompletableFuture<RelightResult> waits =
                closing.relight(photo).prompt("waits").size(64, 64).steps(2).runAsync();
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        closing.close();
        assertThat(runs.get(60, TimeUnit.SECONDS).images()).hasSize(1);
        assertThatThrownBy(() -> waits.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(
                        () -> closing.relight(photo).prompt("late").runAsync().get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void aListenerCannotCloseTheRelighterUnderItsRelight() {
        assertThatThrownBy(
                        () -> tiny().onProgress(progress -> relighter.close()).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within one of its own relights");
        assertThat(tiny().run().images()).hasSize(1);
    }
}

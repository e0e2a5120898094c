package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.light.LightSide;
import io.iclight.models.iclight.IcLightModel;
import io.iclight.models.unet.patch.UNetCall;
import io.iclight.models.unet.patch.UNetHooks;
import io.iclight.models.unet.patch.UNetPatch;
import io.iclight.progress.Stage;
import io.iclight.request.SamplingMethod;
import io.iclight.samplers.guidance.DynamicThresholding;
import io.iclight.samplers.guidance.Guidance;
import io.iclight.samplers.guidance.Interval;
import io.iclight.samplers.guidance.ScaleCurve;
import io.iclight.sampling.Samplers;
import io.iclight.sampling.UNetPatches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Relights that wait and run together. */
class BatchedRelightsTest {

    @RegisterExtension
    static final TinyRelighter TINY = new TinyRelighter(4);

    /** What a batch's size does to rounding shows in a pixel that was half way between two values. */
    private static final int ROUNDING = 1;

    /** Counts the pictures of each call of the UNet. */
    private record CountedCalls(List<Long> images) implements UNetPatch {

        CountedCalls() {
            this(Collections.synchronizedList(new ArrayList<>()));
        }

        @Override
        public UNetHooks begin() {
            return new UNetHooks() {
                @Override
                public Tensor output(Tensor prediction, UNetCall call) {
                    images.add(call.images());
                    return prediction;
                }
            };
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Runs relights that all wait while another one runs. */
    private static List<CompletableFuture<RelightResult>> queued(List<Relighting> relights) {
        return queued(TINY.relight(), relights);
    }

    private static List<CompletableFuture<RelightResult>> queued(Relighting before, List<Relighting> relights) {
        CountDownLatch allWait = new CountDownLatch(1);
        before.onProgress(progress -> await(allWait)).runAsync();
        List<CompletableFuture<RelightResult>> futures =
                relights.stream().map(Relighting::runAsync).toList();
        allWait.countDown();
        return futures;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertSame(Image actual, Image expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        byte[] a = actual.samples();
        byte[] b = expected.samples();
        for (int i = 0; i < a.length; i++) {
            assertThat(Byte.toUnsignedInt(a[i]))
                    .isBetween(Byte.toUnsignedInt(b[i]) - ROUNDING, Byte.toUnsignedInt(b[i]) + ROUNDING);
        }
    }

    @Test
    void alikeRelightsRunInOneBatchAndAreWhatEachIsAlone() {
        CountedCalls counted = new CountedCalls();
        List<Relighting> wanted = List.of(
                TINY.relight().patch(counted).light(LightSide.LEFT).seed(1),
                TINY.relight()
                        .patch(counted)
                        .light(LightSide.TOP)
                        .seed(2)
                        .prompt("a bowl")
                        .negativePrompt("sunset"),
                TINY.relight().patch(counted).light(LightSide.LEFT).seed(3).steps(3),
                TINY.relight().patch(counted).light(LightSide.LEFT).seed(4).prompt("sea ".repeat(80)),
                TINY.relight().patch(counted).light(LightSide.LEFT).images(2),
                TINY.relight().patch(counted).light(LightSide.RIGHT).seed(5));
        List<RelightResult> alone = wanted.stream().map(Relighting::run).toList();
        assertThat(counted.images()).containsOnly(1L, 2L);
        counted.images().clear();

        List<RelightResult> together =
                queued(wanted).stream().map(CompletableFuture::join).toList();

        assertThat(counted.images().stream().distinct())
                .as(
                        "three relights together, one alone with a longer prompt, one with other steps, one of two pictures")
                .containsExactly(3L, 1L, 2L);
        for (int i = 0; i < alone.size(); i++) {
            for (int picture = 0; picture < alone.get(i).images().size(); picture++) {
                assertSame(
                        together.get(i).images().get(picture),
                        alone.get(i).images().get(picture));
            }
            assertThat(together.get(i).request()).isEqualTo(alone.get(i).request());
            assertThat(together.get(i).timings().keySet())
                    .isEqualTo(alone.get(i).timings().keySet());
        }
        assertThat(together.get(2).image())
                .as("alone, it is the same to the bit")
                .isEqualTo(alone.get(2).image());
    }

    @Test
    void whatIsGuidedByAWholeBatchHasOneOfItsOwn() {
        CountedCalls counted = new CountedCalls();
        Guidance byBatch = new Interval(
                new DynamicThresholding(
                        new ScaleCurve(7, 0, ScaleCurve.Shape.CONSTANT, 1),
                        new ScaleCurve(3, 0, ScaleCurve.Shape.CONSTANT, 1),
                        1,
                        DynamicThresholding.Extent.BATCH,
                        DynamicThresholding.Origin.MEAN,
                        DynamicThresholding.Spread.ABSOLUTE,
                        1),
                0,
                1);

        queued(List.of(
                        TINY.relight().guidance(byBatch).patch(counted).seed(1),
                        TINY.relight().guidance(byBatch).patch(counted).seed(2)))
                .forEach(CompletableFuture::join);

        assertThat(counted.images()).isNotEmpty().containsOnly(1L);
    }

    static Stream<Optional<String>> patches() {
        return Stream.concat(
                Stream.of(Optional.empty()),
                UNetPatches.titles().keySet().stream().map(Optional::of));
    }

    @ParameterizedTest
    @MethodSource("patches")
    void everyPatchSeesEachPictureOfABatchByItselfAndNothingIsLeftBehind(Optional<String> name) {
        List<Relighting> wanted = List.of(relight(name, 1), relight(name, 2));
        List<Image> alone = wanted.stream().map(each -> each.run().image()).toList();
        queued(wanted).forEach(CompletableFuture::join);
        long live = Pointer.totalCount();
        List<CompletableFuture<RelightResult>> together = queued(wanted);
        for (int i = 0; i < alone.size(); i++) {
            assertSame(together.get(i).join().image(), alone.get(i));
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
    }

    private static Relighting relight(Optional<String> patch, long seed) {
        Relighting relight =
                TINY.relight().steps(3).guidanceScale(3).withoutHighres().seed(seed);
        return patch.map(name -> relight.patch(UNetPatches.named(name))).orElse(relight);
    }

    static Stream<String> samplers() {
        return Samplers.titles().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void everySamplerDrawsForEachPictureWhatItDrawsAlone(String name) {
        SamplingMethod method = SamplingMethod.named(name, name.equals("pndm") ? "leading" : "normal");
        List<Relighting> wanted = Stream.of(1, 2)
                .map(seed -> TINY.relight()
                        .sampling(method)
                        .steps(6)
                        .withoutHighres()
                        .seed(seed))
                .toList();
        List<Image> alone = wanted.stream().map(each -> each.run().image()).toList();
        List<CompletableFuture<RelightResult>> together = queued(wanted);
        for (int i = 0; i < alone.size(); i++) {
            assertSame(together.get(i).join().image(), alone.get(i));
        }
    }

    @Test
    void theBackgroundModelRunsInBatchesToo(@TempDir Path folder) {
        CountedCalls counted = new CountedCalls();
        try (Relighter relighter = new Relighter(TinyModels.load(folder, IcLightModel.FBC), 2)) {
            List<Relighting> wanted = Stream.of(40, 200)
                    .map(level -> before(relighter, Image.filled(new ImageSize(64, 64), level, 90, 120)))
                    .toList();
            List<Image> alone = wanted.stream().map(each -> each.run().image()).toList();
            assertThat(alone.get(0)).isNotEqualTo(alone.get(1));

            wanted.forEach(each -> each.patch(counted));
            Relighting other = before(relighter, Image.filled(new ImageSize(64, 64), 0));
            List<CompletableFuture<RelightResult>> together = queued(other, wanted);
            for (int i = 0; i < alone.size(); i++) {
                assertSame(together.get(i).join().image(), alone.get(i));
            }
            assertThat(counted.images()).containsOnly(2L);
        }
    }

    private static Relighting before(Relighter relighter, Image background) {
        return relighter
                .relight(TINY.photo())
                .prompt("a vase in a room")
                .size(64, 64)
                .steps(2)
                .background(background);
    }

    @Test
    void whatFailsInOneRelightEndsThatOneAlone() {
        CountedCalls counted = new CountedCalls();
        Image alone = TINY.relight().seed(1).run().image();
        IllegalStateException own = new IllegalStateException("the listener's own");
        Relighting failing = TINY.relight().patch(counted).seed(2).onProgress(progress -> {
            if (progress.stage() == Stage.LOWRES_DENOISE) {
                throw own;
            }
        });
        List<CompletableFuture<RelightResult>> cancelled = new ArrayList<>();
        Relighting last = TINY.relight().patch(counted).seed(3).onProgress(progress -> {
            if (progress.stage() == Stage.HIGHRES_DENOISE) {
                cancelled.forEach(future -> future.cancel(true));
            }
        });
        cancelled.addAll(queued(List.of(TINY.relight().patch(counted).seed(1), failing, last)));
        CompletableFuture<RelightResult> first = cancelled.remove(0);
        CompletableFuture<RelightResult> second = cancelled.remove(0);

        assertSame(first.join().image(), alone);
        assertThatThrownBy(second::join).isInstanceOf(CompletionException.class).hasCause(own);
        assertThatThrownBy(cancelled.get(0)::join).isInstanceOf(CancellationException.class);
        assertThat(counted.images())
                .as("a relight that ended leaves the batch")
                .startsWith(2L)
                .endsWith(1L);
    }

    @Test
    void aBatchOfWhichNothingIsWantedStops() {
        CountedCalls counted = new CountedCalls();
        List<CompletableFuture<RelightResult>> futures = new ArrayList<>();
        Relighting stopping = TINY.relight().patch(counted).steps(50).seed(1).onProgress(progress -> {
            if (progress.stage() == Stage.LOWRES_DENOISE && progress.step() == 2) {
                futures.forEach(future -> future.cancel(true));
            }
        });
        futures.addAll(
                queued(List.of(stopping, TINY.relight().patch(counted).steps(50).seed(2))));
        futures.forEach(future -> assertThatThrownBy(future::join).isInstanceOf(CancellationException.class));

        assertThat(TINY.relight().runAsync().join().images()).hasSize(1);
        assertThat(counted.images()).hasSizeBetween(1, 4);
    }

    @RepeatedTest(10)
    void relightsThatAreAskedForAtOnceRunInOneBatchThoughTheRelighterIsIdle() {
        CountedCalls counted = new CountedCalls();
        List<Relighting> wanted = Stream.of(1, 2, 3, 4)
                .map(seed -> TINY.relight().patch(counted).withoutHighres().seed(seed))
                .toList();

        TINY.relighter().relightAll(wanted).forEach(CompletableFuture::join);

        assertThat(counted.images()).isNotEmpty().containsOnly(4L);
    }

    @Test
    void aThreadThatTakesNoMoreWorkLeavesNothingWaiting() {
        List<Runnable> taken = new ArrayList<>();
        WaitingRelights waiting = new WaitingRelights(1);
        Owner owner = new Owner(
                new OpenRelights(),
                task -> {
                    if (!taken.isEmpty()) {
                        throw new RejectedExecutionException("full");
                    }
                    taken.add(task);
                },
                waiting);
        List<WaitingRelight> relights =
                List.of(TINY.relight().seed(1).waiting(), TINY.relight().seed(2).waiting());

        assertThatThrownBy(() -> owner.queue(relights)).isInstanceOf(RejectedExecutionException.class);

        assertThat(waiting.take()).isEmpty();
        assertThat(relights).extracting(WaitingRelight::future).allMatch(CompletableFuture::isCancelled);
    }

    /** A program may end with its last relight, whoever waits for it. */
    @Test
    void whatFollowsARelightMayCloseTheRelighter() {
        Relighter closing = new Relighter(TINY.load(), 2);
        CompletableFuture<Void> closed = closing.relight(TINY.photo())
                .prompt("the last")
                .size(64, 64)
                .steps(2)
                .runAsync()
                .thenRun(closing::close);
        closed.orTimeout(60, TimeUnit.SECONDS).join();
        assertThatThrownBy(() -> closing.relight(TINY.photo()).prompt("late").run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aBatchHasFromOneToSixtyFourRelights() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Relighter.builder().batchUpTo(0))
                .withMessageContaining("from 1 to 64")
                .withMessageContaining("up to 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Relighter.builder().batchUpTo(65));
    }
}

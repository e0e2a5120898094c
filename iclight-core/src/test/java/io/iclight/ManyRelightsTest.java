package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iclight.io.image.Image;
import io.iclight.light.LightSide;
import io.iclight.progress.Cancellation;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several pictures of a request, and several requests at once. */
class ManyRelightsTest {

    @RegisterExtension
    static final TinyRelighter TINY = new TinyRelighter();

    @Test
    void imagesOfSeedsOfTheirOwnAreThoseOfSingleRuns() {
        List<Image> alone = new ArrayList<>();
        for (long seed = 7; seed < 10; seed++) {
            alone.add(TINY.relight().light(LightSide.LEFT).seed(seed).run().image());
        }
        assertThat(TINY.relight()
                        .light(LightSide.LEFT)
                        .seed(7)
                        .images(3)
                        .consecutiveSeeds()
                        .run()
                        .images())
                .isEqualTo(alone);
        assertThat(TINY.relight().light(LightSide.LEFT).seeds(9, 7).run().images())
                .containsExactly(alone.get(2), alone.get(0));
        assertThat(TINY.relight()
                        .light(LightSide.LEFT)
                        .seed(7)
                        .images(3)
                        .run()
                        .images()
                        .get(1))
                .isNotEqualTo(alone.get(1));
    }

    @Test
    void threadsShareARelighter() throws Exception {
        Image alone = TINY.relight().run().image();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Image>> pictures = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                pictures.add(threads.submit(() -> TINY.relight().run().image()));
            }
            for (Future<Image> picture : pictures) {
                assertThat(picture.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void manyAtOnceAreWhatEachIsAlone() {
        List<Relighting> wanted = List.of(
                TINY.relight().seed(1), TINY.relight().seed(2), TINY.relight().light(LightSide.TOP));
        List<Image> alone = wanted.stream().map(each -> each.run().image()).toList();
        assertThat(TINY.relighter().relightAll(wanted))
                .extracting(future -> future.join().image())
                .isEqualTo(alone);
        Relighting changed = TINY.relight().seed(1);
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
        itself.set(TINY.relight()
                .steps(500)
                .cancelledBy(shared)
                .onProgress(progress -> began.countDown())
                .runAsync(executor));
        CompletableFuture<RelightResult> behind =
                TINY.relight().cancelledBy(shared).runAsync();
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(itself.get().cancel(true)).isTrue();
        assertThat(ended.await(60, TimeUnit.SECONDS))
                .as("the relight has stopped")
                .isTrue();
        assertThat(behind.get(60, TimeUnit.SECONDS).images()).hasSize(1);
    }

    @Test
    void closingEndsWhatWaitsAndWaitsForWhatRuns() throws Exception {
        Relighter closing = new Relighter(TINY.load());
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<RelightResult> runs = closing.relight(TINY.photo())
                .prompt("runs")
                .size(64, 64)
                .steps(2)
                .onProgress(progress -> began.countDown())
                .runAsync();
        CompletableFuture<RelightResult> waits = closing.relight(TINY.photo())
                .prompt("waits")
                .size(64, 64)
                .steps(2)
                .runAsync();
        assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();
        closing.close();
        assertThat(runs.get(60, TimeUnit.SECONDS).images()).hasSize(1);
        assertThatThrownBy(() -> waits.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        assertThatThrownBy(() ->
                        closing.relight(TINY.photo()).prompt("late").runAsync().get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aRelightOfAnotherRelighterIsRefusedBeforeAnythingBegins() {
        try (Relighter other = new Relighter(TINY.load())) {
            AtomicBoolean began = new AtomicBoolean();
            Relighting own = TINY.relight().onProgress(progress -> began.set(true));
            List<Relighting> mixed = List.of(own, other.relight(TINY.photo()).prompt("another's"));
            assertThatThrownBy(() -> TINY.relighter().relightAll(mixed))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of another relighter");
            assertThat(TINY.relight().runAsync().join().images()).hasSize(1);
            assertThat(began).as("what would have run before it").isFalse();
        }
    }
}

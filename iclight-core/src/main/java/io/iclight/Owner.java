package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.progress.Cancellation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The relighter that something about to be computed belongs to.
 *
 * @param open counts what runs
 * @param thread runs one thing after the other
 * @param waiting relights that wait for the thread
 */
record Owner(OpenRelights open, Executor thread, WaitingRelights waiting) {

    /** Runs on this thread, and keeps the relighter from being closed meanwhile. */
    <R> R run(Supplier<R> work) {
        open.enter();
        try {
            return work.get();
        } finally {
            open.leave();
        }
    }

    /**
     * Hands work to an executor.
     *
     * @param executor runs it
     * @param cancellation stops it, and whatever else has this switch
     * @param work is made here, with a narrower switch, which a future that is cancelled pulls
     */
    <R> CompletableFuture<R> start(
            Executor executor, Cancellation cancellation, Function<Cancellation, Supplier<R>> work) {
        Cancellation narrower = cancellation.narrower();
        Supplier<R> made = work.apply(narrower);
        return RelightThread.start(executor, narrower, () -> run(made));
    }

    /**
     * Lets relights wait for the relighter's thread, where they may run together with others. All wait before the thread is
     * told of the first, which could otherwise leave without those that were asked for with it.
     *
     * @param relights in the order in which they run; if the thread takes no more work, none waits, and those begun stop
     * @return a future for each
     */
    ImmutableList<CompletableFuture<RelightResult>> queue(List<WaitingRelight> relights) {
        waiting.add(relights);
        try {
            relights.forEach(relight -> thread.execute(this::runNext));
        } catch (RuntimeException | Error e) {
            waiting.remove(relights);
            relights.forEach(relight -> relight.future().cancel(true));
            throw e;
        }
        return relights.stream().map(WaitingRelight::future).collect(ImmutableList.toImmutableList());
    }

    /** Does nothing if those that waited longest have run together with others. */
    private void runNext() {
        ImmutableList<WaitingRelight> next = waiting.take();
        try {
            run(() -> {
                RelightsTogether.run(next);
                return next;
            });
        } catch (RuntimeException | Error e) {
            next.forEach(relight -> relight.fail(e));
        }
        next.forEach(WaitingRelight::settle);
    }
}

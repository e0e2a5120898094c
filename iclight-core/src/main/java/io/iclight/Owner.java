package io.iclight;

import com.google.common.collect.ImmutableList;
import io.iclight.progress.Cancellation;
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
record Owner(OpenRelights open, RelightThread thread, WaitingRelights waiting) {

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
     * Lets a relight wait for the relighter's thread, where it may run together with others.
     *
     * @param cancellation stops it, and whatever else has this switch
     * @param order is given a narrower switch, which a future that is cancelled pulls
     */
    CompletableFuture<RelightResult> queue(Cancellation cancellation, Function<Cancellation, RelightOrder> order) {
        Cancellation narrower = cancellation.narrower();
        CompletableFuture<RelightResult> result = RelightThread.stopping(narrower);
        waiting.add(new WaitingRelight(order.apply(narrower), result));
        thread.executor().execute(this::runNext);
        return result;
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

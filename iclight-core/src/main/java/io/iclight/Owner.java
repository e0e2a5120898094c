package io.iclight;

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
 */
record Owner(OpenRelights open, RelightThread thread) {

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
     * @param work is given a narrower switch, which a future that is cancelled pulls
     */
    <R> CompletableFuture<R> start(Executor executor, Cancellation cancellation, Function<Cancellation, R> work) {
        Cancellation narrower = cancellation.narrower();
        return RelightThread.start(executor, narrower, () -> run(() -> work.apply(narrower)));
    }
}

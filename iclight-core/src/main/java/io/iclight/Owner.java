package io.iclight;

import io.iclight.progress.Cancellation;
import io.iclight.progress.ProgressListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
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
     * @param heard the listener as it is now
     * @param cancelled the switch as it is now; a future that ends otherwise stops its own work alone
     * @param work is given the listener and a narrower switch
     */
    <R> CompletableFuture<R> start(
            Executor executor,
            ProgressListener heard,
            Cancellation cancelled,
            BiFunction<ProgressListener, Cancellation, R> work) {
        Cancellation narrower = cancelled.narrower();
        return RelightThread.start(executor, narrower, () -> run(() -> work.apply(heard, narrower)));
    }
}

package io.iclight;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A relight that waits for the relighter's thread, and what has become of it. It is run by that thread alone. */
final class WaitingRelight {

    private final RelightOrder order;
    private final CompletableFuture<RelightResult> future;
    private RelightResult made;
    private Throwable failure;

    /**
     * Lets a relight wait.
     *
     * @param order what was asked for
     * @param future of its result
     */
    WaitingRelight(RelightOrder order, CompletableFuture<RelightResult> future) {
        this.order = order;
        this.future = future;
    }

    RelightOrder order() {
        return order;
    }

    CompletableFuture<RelightResult> future() {
        return future;
    }

    /** Whether there is something to be done: its future was not cancelled and did not time out, and it has not ended. */
    boolean isWanted() {
        return !future.isDone() && made == null && failure == null;
    }

    /** Runs a part of this relight, if it is wanted; what fails there is this relight's failure, and no other's. */
    void attempt(Runnable part) {
        if (isWanted()) {
            try {
                part.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    /** Runs the last part of this relight. */
    void finish(Supplier<RelightResult> last) {
        attempt(() -> made = last.get());
    }

    /** Ends this relight, unless it has ended. */
    void fail(Throwable cause) {
        if (isWanted()) {
            failure = cause;
        }
    }

    /**
     * Completes the future. What it runs then may do anything, such as close the relighter, so that nothing of the relight may
     * be open any longer.
     */
    void settle() {
        if (failure != null) {
            future.completeExceptionally(failure);
        } else {
            future.complete(made);
        }
    }
}

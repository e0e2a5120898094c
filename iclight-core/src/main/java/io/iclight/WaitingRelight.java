package io.iclight;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A relight that waits for the relighter's thread.
 *
 * @param order what was asked for
 * @param result completed when it has run, or failed
 */
record WaitingRelight(RelightOrder order, CompletableFuture<RelightResult> result) {

    /** Whether the result is still wanted: it was not cancelled, did not time out, and has not failed. */
    boolean isWanted() {
        return !result.isDone();
    }

    /** Runs a part of this relight, if it is still wanted; what fails there is the relight's failure, and no other's. */
    void attempt(Runnable part) {
        if (isWanted()) {
            try {
                part.run();
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    /** Runs the last part of this relight. */
    void finish(Supplier<RelightResult> last) {
        attempt(() -> result.complete(last.get()));
    }
}

package io.iclight.progress;

/**
 * A switch that stops relights: hand it to {@code Relighting.cancelledBy}, and call {@link #cancel} from any thread. The
 * relight ends at its next step with {@link RelightCancelledException}, and frees what it held.
 */
public final class Cancellation {

    private volatile boolean cancelled;

    /** Makes a switch that is not pulled. */
    public Cancellation() {}

    /** Stops every relight that has this switch; those that begin later stop at once. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Says whether {@link #cancel} was called.
     *
     * @return whether it was
     */
    public boolean isCancelled() {
        return cancelled;
    }
}

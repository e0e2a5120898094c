package io.iclight.progress;

import java.util.Optional;

/**
 * A switch that stops relights: hand it to {@code Relighting.cancelledBy}, and call {@link #cancel} from any thread. The
 * relight ends at its next step with {@link RelightCancelledException}, and frees what it held.
 */
public final class Cancellation {

    private final Optional<Cancellation> wider;
    private volatile boolean cancelled;

    /** Makes a switch that is not pulled. */
    public Cancellation() {
        this.wider = Optional.empty();
    }

    private Cancellation(Cancellation wider) {
        this.wider = Optional.of(wider);
    }

    /**
     * Makes a switch for some of the relights that this one stops.
     *
     * @return pulled with this one, or by itself, which leaves this one as it is
     */
    public Cancellation narrower() {
        return new Cancellation(this);
    }

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
        return cancelled || wider.filter(Cancellation::isCancelled).isPresent();
    }
}

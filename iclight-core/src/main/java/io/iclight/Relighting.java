package io.iclight;

import io.iclight.internal.RelightModels;
import io.iclight.io.image.Image;
import io.iclight.progress.Cancellation;
import io.iclight.request.RelightRequest;
import io.iclight.request.RequestDefaults;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A relight that is about to run: the settings of a request, a listener, a switch to stop it. It is used by one thread,
 * and may be run again; the same settings give the same pictures.
 */
public final class Relighting extends PhotoSettings<Relighting> {

    private final Owner owner;

    Relighting(Owner owner, RelightModels models, RequestDefaults defaults, Image photo) {
        super(models, defaults, photo);
        this.owner = owner;
    }

    @Override
    protected Relighting self() {
        return this;
    }

    /**
     * Relights the photo, on the calling thread.
     *
     * @return the pictures, and what made them
     * @throws io.iclight.request.InvalidRequestException if there is no prompt, or settings do not fit each other or the
     *     model
     * @throws io.iclight.matting.MattingException if there is no matte as it was asked for, or nothing is subject by it
     * @throws io.iclight.progress.RelightCancelledException if the relight was cancelled or its thread interrupted
     * @throws io.iclight.sampling.NonFiniteLatentsException if numbers overflowed, as they may in half precision
     * @throws IllegalStateException if the relighter is closed
     */
    public RelightResult run() {
        RelightOrder order = order(request(), cancellation());
        return owner.run(order::run);
    }

    /**
     * Relights the photo on the relighter's own thread, after the relights that were asked for before. What is set
     * afterwards does not change this relight.
     *
     * @return the pictures, and what made them; cancelling the future, or its timing out, stops the relight at its next
     *     step. A relight that has not begun when the relighter is closed fails with {@link IllegalStateException}
     * @throws io.iclight.request.InvalidRequestException if there is no prompt, or settings do not fit each other
     */
    public CompletableFuture<RelightResult> runAsync() {
        return owner.queue(List.of(waiting())).get(0);
    }

    /** This relight as it is set now; what is set afterwards does not change it. */
    WaitingRelight waiting() {
        RelightRequest request = request();
        Cancellation narrower = cancellation().narrower();
        return new WaitingRelight(order(request, narrower), RelightThread.stopping(narrower));
    }

    /**
     * Relights the photo by an executor. Relights that run at the same time share the models, and each needs memory of its
     * own for what it computes.
     *
     * @param executor runs the relight; it is not closed with the relighter
     * @return as {@link #runAsync()} does
     * @throws io.iclight.request.InvalidRequestException if there is no prompt, or settings do not fit each other
     */
    public CompletableFuture<RelightResult> runAsync(Executor executor) {
        RelightRequest request = request();
        return owner.start(executor, cancellation(), stop -> order(request, stop)::run);
    }

    void requireValidFor(Owner expected) {
        if (owner != expected) {
            throw new IllegalArgumentException("a relight of another relighter was given to relightAll;"
                    + " give each relighter those that its own relight(photo) began");
        }
        request();
    }

    private RelightOrder order(RelightRequest request, Cancellation stop) {
        return new RelightOrder(models(), photo(), request, listener(), stop);
    }
}

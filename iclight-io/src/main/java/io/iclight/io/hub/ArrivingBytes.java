package io.iclight.io.hub;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A response's body, read with a limit on the time between any two pieces: java.net.http itself limits only the time to
 * the headers. The sender is asked for more when what it sent is taken, so that it never runs far ahead.
 */
final class ArrivingBytes implements HttpResponse.BodySubscriber<ArrivingBytes>, AutoCloseable {

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> sender = new CompletableFuture<>();
    private final Queue<ByteBuffer> taken = new ArrayDeque<>();

    /** Pieces; or none, which is the end; or a failure. */
    private record Signal(List<ByteBuffer> pieces, Optional<Throwable> failure) {}

    /**
     * Waits for the next piece.
     *
     * @return a piece with at least one byte, or empty at the end; not to be asked again after that
     * @throws TransientFailure if the connection breaks, or nothing comes for too long
     */
    Optional<ByteBuffer> next(Duration stallTimeout) throws TransientFailure {
        while (taken.isEmpty()) {
            Signal signal = await(stallTimeout);
            if (signal.failure().isPresent()) {
                Throwable failure = signal.failure().get();
                throw new TransientFailure("the connection broke: " + failure.getMessage(), failure);
            }
            if (signal.pieces().isEmpty()) {
                return Optional.empty();
            }
            signal.pieces().stream().filter(ByteBuffer::hasRemaining).forEach(taken::add);
            sender.thenAccept(subscription -> subscription.request(1));
        }
        return Optional.of(taken.remove());
    }

    private Signal await(Duration stallTimeout) throws TransientFailure {
        try {
            return Optional.ofNullable(signals.poll(stallTimeout.toMillis(), TimeUnit.MILLISECONDS))
                    .orElseThrow(() -> new TransientFailure("no byte came for " + stallTimeout.toMillis() + " ms"));
        } catch (InterruptedException e) {
            throw InterruptedDownloadException.after(e);
        }
    }

    /** Ends the connection if not all was read. */
    @Override
    public void close() {
        sender.thenAccept(Flow.Subscription::cancel);
    }

    @Override
    public CompletionStage<ArrivingBytes> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        sender.complete(subscription);
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        signals.add(new Signal(List.copyOf(pieces), Optional.empty()));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal(List.of(), Optional.of(failure)));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(List.of(), Optional.empty()));
    }
}

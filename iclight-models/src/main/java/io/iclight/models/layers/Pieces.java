package io.iclight.models.layers;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Pieces of work, of which each thread that comes takes the next until none is left. */
final class Pieces {

    private final int count;
    private final Supplier<IntConsumer> worker;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch undone;

    Pieces(int count, Supplier<IntConsumer> worker) {
        this.count = count;
        this.worker = worker;
        this.undone = new CountDownLatch(count);
    }

    /** Does pieces until none is left. Where one fails, or there is no memory to begin, those that are left are given up. */
    void work() {
        boolean done = false;
        try {
            IntConsumer own = worker.get();
            takeAll(own);
            done = true;
        } finally {
            if (!done) {
                takeAll(piece -> {});
            }
        }
    }

    private void takeAll(IntConsumer own) {
        for (int piece = next.getAndIncrement(); piece < count; piece = next.getAndIncrement()) {
            try {
                own.accept(piece);
            } finally {
                undone.countDown();
            }
        }
    }

    /** Waits for the pieces that other threads have begun. To be called after {@link #work}. */
    void awaitOthers() {
        Uninterruptibles.awaitUninterruptibly(undone);
    }
}

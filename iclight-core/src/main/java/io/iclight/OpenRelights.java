package io.iclight;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;

/**
 * The relights of a relighter that run. Closing refuses those that would begin at once, and then waits for those that run;
 * a relight that waits for another one, which is refused, so goes on, and nothing waits forever.
 */
final class OpenRelights {

    private final Multiset<Thread> running = HashMultiset.create();
    private boolean closed;

    /** Begins a relight on this thread. */
    synchronized void enter() {
        if (closed) {
            throw new IllegalStateException("the relighter is closed");
        }
        running.add(Thread.currentThread());
    }

    /** Ends a relight on this thread. */
    synchronized void leave() {
        running.remove(Thread.currentThread());
        notifyAll();
    }

    /** Refuses further relights and waits for those that run, even if the thread is interrupted meanwhile. */
    synchronized void close() {
        if (running.contains(Thread.currentThread())) {
            throw new IllegalStateException(
                    "the relighter cannot be closed within one of its own relights, such as by a"
                            + " listener; cancel the relight, and close when it has ended");
        }
        closed = true;
        boolean interrupted = false;
        while (!running.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

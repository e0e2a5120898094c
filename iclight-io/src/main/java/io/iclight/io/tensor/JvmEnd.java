package io.iclight.io.tensor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets the JVM end only when nothing is computed any more. When a process ends, libtorch frees what its kernels use, and one
 * that still ran would crash: after {@code System.exit} or a signal from outside, with a computation on another thread.
 */
final class JvmEnd {

    /** Longer than any one operator takes; whoever ends the JVM from within a scope waits as long for himself. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private static final AtomicInteger OPEN_SCOPES = new AtomicInteger();
    private static volatile boolean begun;

    private JvmEnd() {}

    /** Waits, from now on, with the end of the JVM. */
    static void await() {
        Runtime.getRuntime().addShutdownHook(new Thread(JvmEnd::waitForComputations, "iclight-end"));
    }

    /**
     * Notes that a thread begins to use native objects.
     *
     * @throws IllegalStateException if the JVM is ending: the computation goes no further
     */
    static void enter() {
        OPEN_SCOPES.incrementAndGet();
        if (begun) {
            leave();
            throw new IllegalStateException("the JVM is ending, and nothing is computed any more");
        }
    }

    /** Notes that a thread ended what it had entered. */
    static void leave() {
        OPEN_SCOPES.decrementAndGet();
    }

    private static void waitForComputations() {
        begun = true;
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (OPEN_SCOPES.get() > 0 && System.nanoTime() < end) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.iclight.io.machine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures the most memory that the process took while a computation ran, by looking many times a second.
 *
 * <pre>{@code
 * try (MemoryWatch watch = MemoryWatch.start()) {
 *     compute();
 *     long peak = watch.peakBytes();
 * }
 * }</pre>
 *
 * <p>What is measured is {@link ProcessMemory#currentBytes()}, so computations at the same time see each other's memory,
 * and a peak that lasts less than {@value #INTERVAL_MILLIS} ms may be missed.
 */
public final class MemoryWatch implements AutoCloseable {

    /** How often memory is looked at. */
    public static final int INTERVAL_MILLIS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long peak;

    private MemoryWatch() {}

    /**
     * Begins to measure.
     *
     * @return to be closed when the computation has ended
     */
    public static MemoryWatch start() {
        MemoryWatch watch = new MemoryWatch();
        watch.look();
        Thread thread = new Thread(watch::lookUntilEnded, "iclight-memory-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /**
     * Returns the most memory so far.
     *
     * @return bytes; after {@link #close()}, the most until then
     */
    public long peakBytes() {
        if (ended.getCount() > 0) {
            look();
        }
        return peak;
    }

    private void lookUntilEnded() {
        try {
            while (!ended.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            // Nobody has this thread to interrupt it but a JVM that ends.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        peak = Math.max(peak, ProcessMemory.currentBytes());
    }

    /** Ends the measurement. Closing twice does nothing. */
    @Override
    public void close() {
        if (ended.getCount() > 0) {
            look();
            ended.countDown();
        }
    }
}

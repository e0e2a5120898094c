package io.iclight.models.vector;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Threads that share numbered pieces of work. */
final class Workers {

    private Workers() {}

    /**
     * Does all pieces.
     *
     * @param threads how many to use at most, from 1; one of them is the caller's own if it is the only one
     * @param pieces how many there are
     * @param worker makes what one thread does each of its pieces with, and the memory that it needs for that
     */
    static void run(int threads, int pieces, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            IntConsumer own = worker.get();
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                own.accept(piece);
            }
        };
        int workers = Math.min(threads, pieces);
        if (workers == 1) {
            work.run();
        } else {
            runTogether(work, workers);
        }
    }

    /** Waits for all of them even if one fails, since they write to memory that is the caller's. */
    private static void runTogether(Runnable work, int workers) {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Future<?>> running = new ArrayList<>();
        try {
            IntStream.range(0, workers).forEach(i -> running.add(threads.submit(work)));
        } finally {
            threads.shutdown();
            Uninterruptibles.awaitTerminationUninterruptibly(threads);
        }
        running.forEach(Futures::getUnchecked);
    }
}

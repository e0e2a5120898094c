package io.iclight.models.layers;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Threads that begin and end with the work.
 *
 * @param most how many, from 1; one alone is the caller's own
 */
public record OwnThreads(int most) implements Crew {

    @Override
    public void run(int pieces, Supplier<IntConsumer> worker) {
        Pieces shared = new Pieces(pieces, worker);
        int workers = Math.min(most, pieces);
        if (workers == 1) {
            shared.work();
        } else {
            runTogether(shared::work, workers);
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

package io.iclight.models.vector;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.Uninterruptibles;
import io.iclight.models.layers.AttentionKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/**
 * Attention in vectors of sixteen numbers. As in FlashAttention (Dao et al., 2022), the scores of a few queries and keys are
 * weighed and used up while they are in the cache, and never written to memory as a whole.
 */
public final class VectorAttention implements AttentionKernel {

    /** Fewer tokens take no time worth saving, and the JVM needs half a second to compile these loops. */
    private static final int LEAST_TOKENS = 1024;

    /** A block of wider heads' keys and values is too large for the nearest cache. */
    private static final int GREATEST_WIDTH = 80;

    /** Made by the service loader, in a JVM that has the module {@code jdk.incubator.vector}. */
    public VectorAttention() {}

    /** Where registers have sixteen numbers. */
    @Override
    public boolean suitsProcessor() {
        return FloatVector.SPECIES_PREFERRED == MultiplyAdd.VECTOR;
    }

    /** Where there is enough to do, and for more threads than one: a head is one thread's. */
    @Override
    public boolean suits(Shape shape) {
        return shape.queries() >= LEAST_TOKENS
                && shape.keys() >= LEAST_TOKENS
                && shape.heads() > 1
                && shape.width() <= GREATEST_WIDTH
                && shape.width() % MultiplyAdd.ROWS == 0;
    }

    @Override
    public void attend(Shape shape, Operands operands, int threads) {
        int heads = shape.batch() * shape.heads();
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> attend(shape, operands, next, heads);
        int workers = Math.min(threads, heads);
        if (workers == 1) {
            worker.run();
        } else {
            runTogether(worker, workers);
        }
    }

    /** Waits for all of them even if one fails, since they write to memory that is the caller's. */
    private static void runTogether(Runnable worker, int workers) {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Future<?>> running = new ArrayList<>();
        try {
            IntStream.range(0, workers).forEach(i -> running.add(threads.submit(worker)));
        } finally {
            threads.shutdown();
            Uninterruptibles.awaitTerminationUninterruptibly(threads);
        }
        running.forEach(Futures::getUnchecked);
    }

    /** Computes one head after another, until there is none left. */
    private static void attend(Shape shape, Operands operands, AtomicInteger next, int heads) {
        Memory memory = new Memory(shape.keys(), shape.width());
        QueryTile tile = new QueryTile(memory, shape.width());
        for (int head = next.getAndIncrement(); head < heads; head = next.getAndIncrement()) {
            int sample = head / shape.heads();
            int channel = head % shape.heads() * shape.width();
            memory.read(
                    operands.key(),
                    operands.value(),
                    sample * shape.keys() * shape.channels() + channel,
                    shape.channels());
            int begin = sample * shape.queries() * shape.channels() + channel;
            for (int query = 0; query < shape.queries(); query += MultiplyAdd.COLUMNS) {
                tile.attend(
                        operands.query(),
                        operands.product(),
                        begin + query * shape.channels(),
                        shape.channels(),
                        Math.min(MultiplyAdd.COLUMNS, shape.queries() - query));
            }
        }
    }
}

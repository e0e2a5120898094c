package io.iclight.models.layers;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the floating-point operations of the layers that its thread computes while it is open. Layers report what their
 * definition asks for, whichever kernel computes it, so that rates of different kernels compare: two operations for each
 * multiplication of a convolution, a linear layer or an attention product. What is not a product of matrices (norms,
 * activations, additions) is not counted.
 *
 * <pre>{@code
 * try (FlopCounter counter = FlopCounter.open()) {
 *     unet.forward(sample, timestep, context);
 *     long flops = counter.total();
 * }
 * }</pre>
 *
 * <p>To be used by the thread that opened it, in a try-with-resources statement. A counter that is opened inside another
 * one adds to both.
 */
public final class FlopCounter implements AutoCloseable {

    /** What operations belong to. */
    public enum Kind {
        /** Convolutions, those of one pixel among them. */
        CONVOLUTION,
        /** Linear layers. */
        LINEAR,
        /** The two products of attention. */
        ATTENTION
    }

    /** The innermost counter that is open on a thread; without one, layers report to nobody. */
    private static final ThreadLocal<FlopCounter> INNERMOST = new ThreadLocal<>();

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final FlopCounter outer;
    private boolean closed;

    private FlopCounter(FlopCounter outer) {
        this.outer = outer;
    }

    /**
     * Begins to count.
     *
     * @return to be closed by the same thread
     */
    public static FlopCounter open() {
        FlopCounter counter = new FlopCounter(INNERMOST.get());
        INNERMOST.set(counter);
        return counter;
    }

    /**
     * Returns what was counted so far.
     *
     * @return floating-point operations
     */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns what was counted so far of one kind.
     *
     * @param kind of operations
     * @return floating-point operations
     */
    public long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /**
     * Reports a layer's work.
     *
     * @param kind of operations
     * @param multiplications each of which comes with an addition
     */
    static void report(Kind kind, long multiplications) {
        for (FlopCounter open = INNERMOST.get(); open != null; open = open.outer) {
            open.counts.merge(kind, 2 * multiplications, Long::sum);
        }
    }

    /** Ends the count. Closing twice does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (INNERMOST.get() != this) {
            throw new IllegalStateException("a counter is closed by the thread that opened it, the innermost first");
        }
        closed = true;
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
    }
}

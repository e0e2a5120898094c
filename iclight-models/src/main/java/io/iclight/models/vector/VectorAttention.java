package io.iclight.models.vector;

import io.iclight.models.layers.AttentionKernel;
import io.iclight.models.layers.Crew;

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

    @Override
    public boolean suitsProcessor() {
        return MultiplyAdd.suitsProcessor();
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
    public void attend(Shape shape, Operands operands, Crew crew) {
        crew.run(shape.batch() * shape.heads(), () -> {
            Memory memory = new Memory(shape.keys(), shape.width());
            QueryTile tile = new QueryTile(memory, shape.width());
            return head -> attend(shape, operands, head, memory, tile);
        });
    }

    private static void attend(Shape shape, Operands operands, int head, Memory memory, QueryTile tile) {
        int sample = head / shape.heads();
        int channel = head % shape.heads() * shape.width();
        memory.read(
                operands.key(), operands.value(), sample * shape.keys() * shape.channels() + channel, shape.channels());
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

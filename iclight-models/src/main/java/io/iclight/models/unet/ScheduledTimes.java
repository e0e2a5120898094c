package io.iclight.models.unet;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.pytorch.Tensor;

/**
 * The timesteps of a schedule, embedded and projected many at a time: a weight that is read for one row costs as much as for
 * many. A timestep that is not in the schedule, as some samplers ask for between two steps, is a table by itself.
 */
final class ScheduledTimes implements AutoCloseable {

    /** Enough to share the cost; of SD1.5 a row takes 80 KB. */
    private static final int ROWS = 32;

    /** A sampler may go back to the level before, or between two. */
    private static final int TABLES = 3;

    private final ImmutableDoubleArray timesteps;
    private final UNetGraph graph;
    private final Deque<TimeTable> tables = new ArrayDeque<>();

    ScheduledTimes(ImmutableDoubleArray timesteps, UNetGraph graph) {
        this.timesteps = timesteps;
        this.graph = graph;
    }

    int steps() {
        return timesteps.length();
    }

    /** The step that a timestep belongs to: the first that does not begin after it. */
    int step(double timestep) {
        int later =
                (int) timesteps.stream().takeWhile(begin -> begin > timestep).count();
        return Math.min(later, steps() - 1);
    }

    /** What a timestep adds in each residual block, borrowed until the next call. */
    TimeTable.Shifts at(double timestep, Tensor like) {
        for (TimeTable table : tables) {
            int row = table.row(timestep);
            if (row >= 0) {
                return table.at(row);
            }
        }
        if (tables.size() == TABLES) {
            tables.removeLast().close();
        }
        tables.push(TimeTable.of(from(timestep), graph, like));
        return tables.element().at(0);
    }

    private double[] from(double timestep) {
        int begin = timesteps.indexOf(timestep);
        return begin < 0
                ? new double[] {timestep}
                : timesteps.subArray(begin, Math.min(begin + ROWS, steps())).toArray();
    }

    @Override
    public void close() {
        tables.forEach(TimeTable::close);
        tables.clear();
    }
}

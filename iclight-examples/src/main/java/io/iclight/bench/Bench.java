package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import io.iclight.io.machine.MemoryWatch;
import io.iclight.io.machine.ProcessMemory;
import java.util.List;

/**
 * Times work, one piece after another, each with its models alone in memory.
 *
 * @param models makes the tasks
 * @param runs how often each piece is timed, after one run that is not; whole relights are timed once, without
 */
public record Bench(BenchModels models, int runs) {

    /** Is told of what has been measured. */
    public interface Listener {

        /**
         * A piece of work begins to be measured.
         *
         * @param work which
         */
        void onBegin(Work work);

        /**
         * A piece of work has been measured.
         *
         * @param measurement of it
         */
        void onMeasured(Measurement measurement);
    }

    /** Checks the components. */
    public Bench {
        if (runs < 1) {
            throw new IllegalArgumentException("runs must be 1 or more, was " + runs);
        }
    }

    /**
     * Measures. The ceiling is looked at before all and after all.
     *
     * @param works what to time
     * @param listener is told of each
     * @return what was measured, in the same order
     */
    public BenchResult run(List<Work> works, Listener listener) {
        Ceiling ceiling = Ceiling.measure();
        ImmutableList.Builder<Measurement> measurements = ImmutableList.builder();
        for (Work work : works) {
            listener.onBegin(work);
            Measurement measurement = measure(work);
            measurements.add(measurement);
            listener.onMeasured(measurement);
        }
        return new BenchResult(ceiling.or(Ceiling.measure()), measurements.build());
    }

    private Measurement measure(Work work) {
        try (Task task = models.load(work);
                MemoryWatch memory = watch()) {
            ImmutableList.Builder<Trial> trials = ImmutableList.builder();
            if (work.kind() == Work.Kind.RELIGHT) {
                trials.add(Trial.of(task::run));
            } else {
                task.run();
                for (int i = 0; i < runs; i++) {
                    trials.add(Trial.of(task::run));
                }
            }
            return new Measurement(work, trials.build(), memory.peakBytes());
        }
    }

    /** What making the models left behind, in Java's heap and the C library's, is no part of the work. */
    private static MemoryWatch watch() {
        System.gc();
        ProcessMemory.giveBack();
        return MemoryWatch.start();
    }
}

package io.iclight.progress;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a relight, or several that make one result: which stage it is in, how long each took, how much is left, and
 * whether it should stop. It belongs to the relight's thread.
 */
public final class RunProgress {

    private final ProgressListener listener;
    private final Cancellation cancellation;
    private final Map<Stage, Double> work = new EnumMap<>(Stage.class);
    private final Map<Stage, Duration> durations = new EnumMap<>(Stage.class);
    private final long begin = System.nanoTime();
    private final double all;
    private double done;
    private Stage stage;
    private int step;
    private int steps;
    private long stageBegin;

    /**
     * Begins to follow a single run.
     *
     * @param work of each stage that will run, in any unit; the estimate of what is left rests on it
     * @param listener told of each step
     * @param cancellation looked at before each step
     */
    public RunProgress(Map<Stage, Double> work, ProgressListener listener, Cancellation cancellation) {
        this(work, 1, listener, cancellation);
    }

    /**
     * Begins to follow several runs, one after the other.
     *
     * @param work of each stage of a run, in any unit; the estimate of what is left rests on it
     * @param runs how many times the stages after {@link Stage#MATTE} are run
     * @param listener told of each step
     * @param cancellation looked at before each step
     */
    public RunProgress(Map<Stage, Double> work, int runs, ProgressListener listener, Cancellation cancellation) {
        this.work.putAll(work);
        this.all = work.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * (entry.getKey() == Stage.MATTE ? 1 : runs))
                .sum();
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /**
     * Ends the stage that runs, if any, and begins another.
     *
     * @param next the stage
     * @param expected how many steps it has, 1 or more
     * @throws RelightCancelledException if the relight should stop
     */
    public void begin(Stage next, int expected) {
        end();
        stage = next;
        step = 0;
        steps = expected;
        stageBegin = System.nanoTime();
        tell();
    }

    /**
     * Notes that a step of the stage ended.
     *
     * @throws RelightCancelledException if the relight should stop
     */
    public void step() {
        step++;
        tell();
    }

    /** Ends the stage that runs, if any. */
    public void end() {
        if (stage != null) {
            durations.merge(stage, Duration.ofNanos(System.nanoTime() - stageBegin), Duration::plus);
            done += work.getOrDefault(stage, 0.0);
            stage = null;
        }
    }

    private void tell() {
        if (cancellation.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new RelightCancelledException(stage);
        }
        Duration elapsed = elapsed();
        double fraction = fraction();
        Optional<Duration> remaining = fraction > 0
                ? Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (1 - fraction) / fraction)))
                : Optional.empty();
        listener.onProgress(new Progress(stage, step, steps, fraction, elapsed, remaining));
    }

    private double fraction() {
        double now = done + work.getOrDefault(stage, 0.0) * Math.min(step, steps) / steps;
        return all == 0 ? 0 : Math.min(1, now / all);
    }

    /**
     * Returns how long the relight has run.
     *
     * @return wall-clock time
     */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /**
     * Returns how long each stage took.
     *
     * @return wall-clock time of each stage that ended, in the order of {@link Stage}
     */
    public ImmutableMap<Stage, Duration> durations() {
        return ImmutableMap.copyOf(durations);
    }
}

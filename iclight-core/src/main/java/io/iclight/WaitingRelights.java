package io.iclight;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** Relights that wait for the relighter's thread. Those that are alike may leave together. */
final class WaitingRelights {

    private final int most;
    private final List<WaitingRelight> waiting = new ArrayList<>();

    /**
     * Makes an empty queue.
     *
     * @param most how many may leave together, from 1
     */
    WaitingRelights(int most) {
        this.most = most;
    }

    synchronized void add(List<WaitingRelight> relights) {
        waiting.addAll(relights);
    }

    /** Forgets those of some that have not left. */
    synchronized void remove(List<WaitingRelight> relights) {
        waiting.removeAll(relights);
    }

    /** Takes the one that has waited longest, and with it those behind it that are like it; none if nothing waits. */
    synchronized ImmutableList<WaitingRelight> take() {
        waiting.removeIf(relight -> !relight.isWanted());
        if (waiting.isEmpty()) {
            return ImmutableList.of();
        }
        WaitingRelight first = waiting.get(0);
        ImmutableList<WaitingRelight> leaving = waiting.stream()
                .filter(relight -> relight == first || relight.order().isLike(first.order()))
                .limit(most)
                .collect(ImmutableList.toImmutableList());
        waiting.removeAll(leaving);
        return leaving;
    }
}

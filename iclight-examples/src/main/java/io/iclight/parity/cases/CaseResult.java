package io.iclight.parity.cases;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;

/**
 * What a case came to.
 *
 * @param suite the case's suite
 * @param name the case's name
 * @param comparisons one or more for each output
 * @param time how long it took, comparing included
 */
public record CaseResult(String suite, String name, ImmutableList<Comparison> comparisons, Duration time) {

    /** Checks the components. */
    public CaseResult {
        Objects.requireNonNull(suite, "suite");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(time, "time");
        if (comparisons.isEmpty()) {
            throw new IllegalArgumentException(suite + "/" + name + " compared nothing");
        }
    }

    /**
     * Says whether every output is close enough.
     *
     * @return whether the case passes
     */
    public boolean passes() {
        return comparisons.stream().allMatch(Comparison::passes);
    }

    /**
     * Finds the comparison that is nearest to its limit, or farthest beyond it.
     *
     * @return the worst comparison
     */
    public Comparison worst() {
        return comparisons.stream()
                .max(Comparator.comparingDouble(Comparison::ratio))
                .orElseThrow();
    }
}

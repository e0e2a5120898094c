package io.iclight.bench;

import com.google.common.collect.ImmutableList;
import io.iclight.bench.onnx.AttentionForm;
import java.util.Locale;

/**
 * What two programs took for the same work, one after the other, again and again: the machine's moods hit both.
 *
 * @param work which
 * @param form of the other program's graph
 * @param pairs one or more
 * @param difference of the outputs, {@code |theirs - ours| / |ours|} in the Euclidean norm
 * @param peerPeakBytes the most memory that the other program's process had
 */
public record Comparison(
        Work work, AttentionForm form, ImmutableList<Pair> pairs, double difference, long peerPeakBytes) {

    /**
     * Two trials, one right after the other.
     *
     * @param ours of this library
     * @param theirs of the other program
     */
    public record Pair(Trial ours, Trial theirs) {

        /**
         * Returns how long this library takes where the other program takes 1.
         *
         * @return below 1 where this library is faster
         */
        public double ratio() {
            return ours.seconds() / theirs.seconds();
        }
    }

    /** Checks the components. */
    public Comparison {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException(work.label() + " was not compared");
        }
    }

    /**
     * Returns the median of the pairs' ratios.
     *
     * @return below 1 where this library is faster
     */
    public double ratio() {
        return Median.of(pairs.stream().mapToDouble(Pair::ratio));
    }

    /**
     * Returns this library's median time.
     *
     * @return seconds
     */
    public double ourSeconds() {
        return Median.of(pairs.stream().mapToDouble(pair -> pair.ours().seconds()));
    }

    /**
     * Returns the other program's median time.
     *
     * @return seconds
     */
    public double theirSeconds() {
        return Median.of(pairs.stream().mapToDouble(pair -> pair.theirs().seconds()));
    }

    /**
     * Says in a line what came out.
     *
     * @return without a line's end
     */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s against ONNX Runtime, %s attention: %.3f s to %.3f s, ratio %.3f; peer's peak %.2f GiB; outputs differ"
                        + " by %.1e",
                work.label(),
                form.name().toLowerCase(Locale.ROOT),
                ourSeconds(),
                theirSeconds(),
                ratio(),
                peerPeakBytes / 0x1p30,
                difference);
    }
}

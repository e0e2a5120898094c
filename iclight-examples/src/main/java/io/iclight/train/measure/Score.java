package io.iclight.train.measure;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a measure came to.
 *
 * @param measure what was measured
 * @param value what came out
 * @param samples of how many pictures
 * @param target what is aimed at, in words; empty where a value is there to be compared
 * @param reached whether it is so
 */
public record Score(String measure, double value, int samples, String target, boolean reached) {

    /**
     * A value to compare others with.
     *
     * @param measure what was measured
     * @param value what came out
     * @param samples of how many pictures
     * @return the score, without a target
     */
    public static Score beside(String measure, double value, int samples) {
        return new Score(measure, value, samples, "", true);
    }

    /**
     * A value that should be large.
     *
     * @param measure what was measured
     * @param value what came out
     * @param samples of how many pictures
     * @param least the target
     * @return the score
     */
    public static Score atLeast(String measure, double value, int samples, double least) {
        return new Score(measure, value, samples, "at least " + number(least), value >= least);
    }

    /**
     * A value that should be small.
     *
     * @param measure what was measured
     * @param value what came out
     * @param samples of how many pictures
     * @param most the target
     * @return the score
     */
    public static Score atMost(String measure, double value, int samples, double most) {
        return new Score(measure, value, samples, "at most " + number(most), value <= most);
    }

    /**
     * The score for a file.
     *
     * @return what {@link io.iclight.io.json.JsonWriter} writes
     */
    public Map<String, Object> json() {
        return ImmutableMap.of(
                "measure", measure, "value", value, "samples", samples, "target", target, "reached", reached);
    }

    /** The score as a line of a table. */
    @Override
    public String toString() {
        String verdict = target.isEmpty() ? "" : target + (reached ? "" : " - missed");
        return String.format(Locale.ROOT, "%-52s %8s  %4d  %s", measure, number(value), samples, verdict)
                .stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

package io.iclight.parity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.json.JsonWriter;
import io.iclight.parity.cases.CaseResult;
import io.iclight.parity.cases.Comparison;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints results for people, and writes them for programs. */
public final class ParityReport {

    private ParityReport() {}

    /**
     * Prints a result: case, worst error beside its tolerance, pass or fail.
     *
     * @param result of a case
     * @return a row of the table; a case that fails has a further line for each output that does
     */
    public static String line(CaseResult result) {
        Comparison worst = result.worst();
        String row = row(result.passes(), result.suite() + "/" + result.name(), worst)
                + String.format(Locale.ROOT, " %7.2f s", result.time().toMillis() / 1000.0);
        return row
                + result.comparisons().stream()
                        .filter(comparison -> !comparison.passes())
                        .map(comparison -> "\n" + row(false, "    " + comparison.output(), comparison))
                        .collect(Collectors.joining());
    }

    private static String row(boolean passes, String what, Comparison comparison) {
        String error = Double.isNaN(comparison.error())
                ? comparison.measure()
                : String.format(
                        Locale.ROOT,
                        "%-12s %9.3g of %9.3g",
                        comparison.measure(),
                        comparison.error(),
                        comparison.limit());
        return String.format(Locale.ROOT, "%s %-60s %s", passes ? "pass" : "FAIL", what, error);
    }

    /**
     * Counts the results.
     *
     * @param results of a run
     * @return a line for each suite, and a last one such as {@code 57 passed, 1 failed}
     */
    public static String summary(ImmutableList<CaseResult> results) {
        return results.stream()
                        .map(CaseResult::suite)
                        .distinct()
                        .map(suite -> suite + ": "
                                + count(results.stream()
                                        .filter(result -> result.suite().equals(suite))
                                        .collect(ImmutableList.toImmutableList())))
                        .collect(Collectors.joining("\n", "\n", "\n\n"))
                + count(results);
    }

    private static String count(ImmutableList<CaseResult> results) {
        long passed = results.stream().filter(CaseResult::passes).count();
        return passed + " passed, " + (results.size() - passed) + " failed";
    }

    /**
     * Writes every comparison as JSON; an error that is no finite number is {@code null}.
     *
     * @param results of a run
     * @param file is made, or replaced
     */
    public static void write(ImmutableList<CaseResult> results, Path file) {
        JsonWriter.write(
                file,
                ImmutableMap.of(
                        "cases", results.stream().map(ParityReport::entry).toList()));
    }

    private static Map<String, Object> entry(CaseResult result) {
        return ImmutableMap.of(
                "suite", result.suite(),
                "case", result.name(),
                "passes", result.passes(),
                "seconds", result.time().toNanos() / 1e9,
                "comparisons",
                        result.comparisons().stream().map(ParityReport::entry).toList());
    }

    private static Map<String, Object> entry(Comparison comparison) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("output", comparison.output());
        entry.put("measure", comparison.measure());
        entry.put("error", Double.isFinite(comparison.error()) ? comparison.error() : null);
        entry.put("limit", comparison.limit());
        entry.put("passes", comparison.passes());
        return entry;
    }
}

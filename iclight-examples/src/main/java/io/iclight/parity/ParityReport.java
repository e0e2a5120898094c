package io.iclight.parity;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableList;
import io.iclight.io.file.FileAccessException;
import io.iclight.parity.cases.CaseResult;
import io.iclight.parity.cases.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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
     * Writes every comparison as JSON.
     *
     * @param results of a run
     * @param file to write; replaced if it is there
     */
    public static void write(ImmutableList<CaseResult> results, Path file) {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter().writeStartArray();
            for (CaseResult result : results) {
                write(result, json);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
    }

    private static void write(CaseResult result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("suite", result.suite());
        json.writeStringField("case", result.name());
        json.writeBooleanField("passes", result.passes());
        json.writeNumberField("seconds", result.time().toNanos() / 1e9);
        json.writeArrayFieldStart("comparisons");
        for (Comparison comparison : result.comparisons()) {
            json.writeStartObject();
            json.writeStringField("output", comparison.output());
            json.writeStringField("measure", comparison.measure());
            json.writeNumberField("error", comparison.error());
            json.writeNumberField("limit", comparison.limit());
            json.writeBooleanField("passes", comparison.passes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

package io.iclight.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.Placement;
import io.iclight.parity.cases.CaseResult;
import io.iclight.parity.cases.Comparison;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every committed parity case, and the runner's promise that nothing passes unlooked at. */
class ParityTest {

    private static final Path COLLECTION = Path.of("src/test/resources/parity");

    private static final ParityRunner RUNNER = new ParityRunner(ParitySuites.all(), Placement.CPU_F32);

    static Stream<String> suites() throws IOException {
        try (Stream<Path> folders = Files.list(COLLECTION)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void theReferenceProgramsAgree(String suite) {
        ImmutableList<CaseResult> results =
                RUNNER.run(COLLECTION, new ParityRunner.Selection(Optional.of(suite), "*"), result -> {});
        assertThat(results).isNotEmpty();
        assertThat(results.stream().filter(result -> !result.passes()).map(ParityReport::line))
                .as("cases that fail")
                .isEmpty();
    }

    @Test
    void everySuiteHasCommittedCases() throws IOException {
        assertThat(suites())
                .containsExactlyInAnyOrderElementsOf(
                        ParitySuites.all().stream().map(ParitySuite::name).toList());
    }

    @Test
    void anUnknownSuiteIsNoPass(@TempDir Path collection) throws IOException {
        Files.createDirectories(collection.resolve("telepathy"));
        assertThatThrownBy(() -> RUNNER.run(collection, ParityRunner.Selection.ALL, result -> {}))
                .isInstanceOf(UnknownCaseException.class)
                .hasMessageContaining("no suite is called telepathy");
    }

    /** Writes cases of a suite {@code guess}, each with the one output {@code out}, and runs them. */
    private static ImmutableList<CaseResult> guess(
            Path collection, BiConsumer<ParityCase, Findings> computation, String... cases) throws IOException {
        Path folder = Files.createDirectories(collection.resolve("guess"));
        for (String name : cases) {
            Files.writeString(
                    folder.resolve(name + ".json"),
                    "{\"suite\": \"guess\", \"case\": \"" + name + "\", \"args\": {}, \"outputs\": [\"out\"]}");
        }
        ParitySuite suite = new ParitySuite() {
            @Override
            public String name() {
                return "guess";
            }

            @Override
            public void run(ParityCase parityCase, Placement placement, Findings findings) {
                computation.accept(parityCase, findings);
            }
        };
        return new ParityRunner(ImmutableList.of(suite), Placement.CPU_F32)
                .run(collection, ParityRunner.Selection.ALL, result -> {});
    }

    @Test
    void anOutputThatIsNotComputedIsNoPass(@TempDir Path collection) throws IOException {
        CaseResult result =
                guess(collection, (parityCase, findings) -> {}, "one").get(0);
        assertThat(result.passes()).isFalse();
        assertThat(result.worst().measure()).isEqualTo("was not computed");

        Path report = collection.resolve("report.json");
        ParityReport.write(ImmutableList.of(result), report);
        assertThat(JsonReader.read(report).objects("cases"))
                .singleElement()
                .satisfies(written -> assertThat(written.entries())
                        .containsEntry("case", "one")
                        .containsEntry("passes", false));
    }

    private static void copyTokenizers(Path collection) throws IOException {
        try (Stream<Path> files = Files.walk(COLLECTION.resolve("tokenizer"))) {
            for (Path file : files.toList()) {
                Files.copy(file, collection.resolve(COLLECTION.relativize(file).toString()));
            }
        }
    }

    @Test
    void aCollectionMayLieAnywhere(@TempDir Path elsewhere) throws IOException {
        copyTokenizers(elsewhere);
        assertThat(RUNNER.run(elsewhere, ParityRunner.Selection.ALL, result -> {}))
                .isNotEmpty()
                .allMatch(CaseResult::passes);
    }

    @Test
    void aCaseThatCannotBeComputedFailsAndThoseAfterItRun(@TempDir Path collection) throws IOException {
        ImmutableList<CaseResult> results = guess(
                collection,
                (parityCase, findings) -> {
                    if (parityCase.name().equals("half")) {
                        throw new IllegalStateException("not implemented for 'Half'\nException raised from ...");
                    }
                    findings.reportEqual("out", 1, 1);
                },
                "half",
                "whole");
        assertThat(results).extracting(CaseResult::name).containsExactly("half", "whole");
        assertThat(results).extracting(CaseResult::passes).containsExactly(false, true);
        assertThat(results.get(0).worst().measure()).isEqualTo("not implemented for 'Half'");
    }

    @Test
    void anErrorThatJsonHasNoNumberForIsNull(@TempDir Path folder) throws IOException {
        Comparison infinite = new Comparison("out", "max_abs", Double.POSITIVE_INFINITY, 1e-3);
        Path report = folder.resolve("report.json");
        ParityReport.write(
                ImmutableList.of(new CaseResult("guess", "one", ImmutableList.of(infinite), Duration.ZERO)), report);
        assertThat(report).content().contains("\"error\" : null").doesNotContain("Infinity");
    }

    @Test
    void aMalformedPatternIsNoPass() {
        assertThatThrownBy(() ->
                        RUNNER.run(COLLECTION, new ParityRunner.Selection(Optional.of("weights"), "["), result -> {}))
                .isInstanceOf(UnknownCaseException.class)
                .hasMessageStartingWith("cases cannot be found by [: ")
                .hasMessageEndingWith("such as fc_*");
    }

    /** The UNet is made last; its configuration is missing here. */
    @Test
    void modelsAreFreedWhereOneCannotBeMade(@TempDir Path collection) throws IOException {
        Path folder = Files.createDirectories(collection.resolve("pipeline"));
        String json = Files.readString(COLLECTION.resolve("pipeline/fc_none.json"));
        Files.writeString(folder.resolve("fc_none.json"), json.replaceFirst("\"unet\"", "\"no_unet\""));
        copyTokenizers(collection);
        ParityRunner.Selection pipeline = new ParityRunner.Selection(Optional.of("pipeline"), "*");
        RUNNER.run(collection, pipeline, result -> {});
        long live = Pointer.totalCount();
        ImmutableList<CaseResult> results = RUNNER.run(collection, pipeline, result -> {});
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
        assertThat(results.get(0).worst().measure()).contains("unet");
    }

    @Test
    void nothingMatchingIsNoPass() {
        assertThatThrownBy(() -> RUNNER.run(
                        COLLECTION, new ParityRunner.Selection(Optional.of("weights"), "no-such-*"), result -> {}))
                .isInstanceOf(UnknownCaseException.class)
                .hasMessageContaining("no case");
    }
}

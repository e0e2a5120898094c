package io.iclight.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.iclight.io.json.JsonReader;
import io.iclight.io.tensor.Placement;
import io.iclight.parity.cases.CaseResult;
import io.iclight.parity.cases.Findings;
import io.iclight.parity.cases.ParityCase;
import io.iclight.parity.cases.ParitySuite;
import io.iclight.parity.cases.UnknownCaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
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

    @Test
    void anOutputThatIsNotComputedIsNoPass(@TempDir Path collection) throws IOException {
        Path folder = Files.createDirectories(collection.resolve("guess"));
        Files.writeString(
                folder.resolve("one.json"),
                "{\"suite\": \"guess\", \"case\": \"one\", \"args\": {}, \"outputs\": [\"out\"]}");
        ParitySuite idle = new ParitySuite() {
            @Override
            public String name() {
                return "guess";
            }

            @Override
            public void run(ParityCase parityCase, Placement placement, Findings findings) {
                // Computes nothing, on purpose.
            }
        };
        CaseResult result = new ParityRunner(ImmutableList.of(idle), Placement.CPU_F32)
                .run(collection, ParityRunner.Selection.ALL, r -> {})
                .get(0);
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

    @Test
    void aCollectionMayLieAnywhere(@TempDir Path elsewhere) throws IOException {
        try (Stream<Path> files = Files.walk(COLLECTION.resolve("tokenizer"))) {
            for (Path file : files.toList()) {
                Files.copy(file, elsewhere.resolve(COLLECTION.relativize(file).toString()));
            }
        }
        assertThat(RUNNER.run(elsewhere, ParityRunner.Selection.ALL, result -> {}))
                .isNotEmpty()
                .allMatch(CaseResult::passes);
    }

    @Test
    void nothingMatchingIsNoPass() {
        assertThatThrownBy(() -> RUNNER.run(
                        COLLECTION, new ParityRunner.Selection(Optional.of("weights"), "no-such-*"), result -> {}))
                .isInstanceOf(UnknownCaseException.class)
                .hasMessageContaining("no case");
    }
}

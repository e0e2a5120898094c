package io.iclight.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iclight.cli.Iclight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures in the guides are what the library draws, and each guide shows its own. */
class FigureTest {

    private static final Path DOCS = Path.of("../docs");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /** Pixels; processors round the last digits differently. */
    private static final double UNNOTICEABLE = 0.25;

    @ParameterizedTest
    @EnumSource
    void theFigureInTheGuideIsWhatIsDrawn(Figure figure) throws IOException {
        String kept = Files.readString(DOCS.resolve("images").resolve(figure.fileName()));
        String drawn = figure.draw();
        assertThat(words(drawn)).isEqualTo(words(kept));
        List<Double> numbers = numbers(drawn);
        List<Double> expected = numbers(kept);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(numbers.get(i)).as("number %s", i).isCloseTo(expected.get(i), within(UNNOTICEABLE));
        }
    }

    private static String words(String svg) {
        return NUMBER.matcher(svg).replaceAll("#");
    }

    private static List<Double> numbers(String svg) {
        return NUMBER.matcher(svg)
                .results()
                .map(found -> Double.valueOf(found.group()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aGuideShowsTheFigure(Figure figure) throws IOException {
        try (Stream<Path> pages = Files.list(DOCS)) {
            assertThat(pages.filter(Files::isRegularFile))
                    .anySatisfy(page -> assertThat(page).content().contains("](images/" + figure.fileName() + ")"));
        }
    }

    @Test
    void theCommandDrawsWhatIsAskedFor(@TempDir Path folder) throws IOException {
        Figure.GUIDANCE.draw();
        long live = Pointer.totalCount();
        assertThat(Iclight.run("draw", "guidance", "lora", "-o", folder.toString()))
                .isZero();
        // Fewer, if what an earlier test left to the garbage collector is gone meanwhile.
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(live);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(folder.resolve("guidance.svg"), folder.resolve("lora.svg"));
        }
        assertThat(Iclight.run("draw", "unicorn", "-o", folder.toString())).isEqualTo(2);
    }
}

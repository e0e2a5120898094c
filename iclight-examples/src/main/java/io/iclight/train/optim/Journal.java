package io.iclight.train.optim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iclight.io.file.FileAccessException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A training's log: a line of comma-separated values for every some steps. Whoever goes on from a checkpoint drops the
 * lines after it.
 */
final class Journal {

    static final String HEAD = "step,loss,held_out,learning_rate,gradient,seconds";

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    /**
     * A line.
     *
     * @param step how many steps were taken
     * @param loss mean since the line before
     * @param heldOut on samples that training does not see, or NaN where it was not measured
     * @param rate the learning rate
     * @param gradient mean length since the line before
     * @param seconds of computation since the training began or went on
     */
    record Line(long step, double loss, double heldOut, double rate, double gradient, double seconds) {

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%d,%.6f,%s,%.3g,%.4f,%.1f",
                    step,
                    loss,
                    Double.isNaN(heldOut) ? "" : String.format(Locale.ROOT, "%.6f", heldOut),
                    rate,
                    gradient,
                    seconds);
        }
    }

    /** Begins, or goes on after a step. */
    void beginAfter(long step) {
        try {
            List<String> lines = new ArrayList<>(List.of(HEAD));
            if (step > 0 && Files.exists(file)) {
                for (String line : Files.readAllLines(file, UTF_8)) {
                    if (!line.equals(HEAD) && Long.parseLong(line.substring(0, line.indexOf(','))) <= step) {
                        lines.add(line);
                    }
                }
            }
            Files.write(file, lines, UTF_8);
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
    }

    void add(Line line) {
        try {
            Files.writeString(file, line.text() + "\n", UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw FileAccessException.unwritable(file, e);
        }
    }
}

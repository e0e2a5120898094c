package io.iclight.bench;

import com.google.common.base.Splitter;
import io.iclight.Relighter;
import io.iclight.RelighterBuilder;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.progress.Cancellation;
import io.iclight.progress.Progress;
import io.iclight.progress.RelightCancelledException;
import io.iclight.progress.Stage;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * When a program that relights was how far, in seconds since its JVM started.
 *
 * @param models they are loaded, and could compute a step
 * @param encoding a relight's picture begins to be encoded
 * @param firstStep its first step begins
 */
public record StartTimes(double models, double encoding, double firstStep) {

    private static final String FORM = "%.3f %.3f %.3f";

    /**
     * Loads models and begins a relight, which ends before its first step.
     *
     * @param builder of the models
     * @param size of the picture
     * @return when this JVM was how far
     */
    public static StartTimes measure(RelighterBuilder builder, ImageSize size) {
        try (Relighter relighter = builder.build()) {
            double models = sinceStart();
            Map<Stage, Double> begun = new EnumMap<>(Stage.class);
            Cancellation cancellation = new Cancellation();
            Image photo = Image.filled(size, 128, 96, 64);
            try {
                relighter
                        .relight(photo)
                        .prompt("a vase")
                        .size(size.width(), size.height())
                        .cancelledBy(cancellation)
                        .onProgress(progress -> note(progress, begun, cancellation))
                        .run();
            } catch (RelightCancelledException expected) {
                return new StartTimes(models, begun.get(Stage.LOWRES_ENCODE), begun.get(Stage.LOWRES_DENOISE));
            }
            throw new IllegalStateException("the relight ended, though it was cancelled at its first step");
        }
    }

    private static void note(Progress progress, Map<Stage, Double> begun, Cancellation cancellation) {
        begun.putIfAbsent(progress.stage(), sinceStart());
        if (progress.stage() == Stage.LOWRES_DENOISE) {
            cancellation.cancel();
        }
    }

    private static double sinceStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }

    /**
     * Writes a line that {@link #parse} reads.
     *
     * @return three numbers
     */
    public String line() {
        return String.format(Locale.ROOT, FORM, models, encoding, firstStep);
    }

    /** Reads what {@link #line} wrote. */
    static StartTimes parse(String line) {
        List<String> numbers = Splitter.on(' ').splitToList(line);
        if (numbers.size() != 3) {
            throw new IllegalStateException("a start's process said \"" + line + "\" in place of three numbers");
        }
        return new StartTimes(
                Double.parseDouble(numbers.get(0)),
                Double.parseDouble(numbers.get(1)),
                Double.parseDouble(numbers.get(2)));
    }

    /**
     * Describes the start.
     *
     * @param name of it
     * @return one line
     */
    public String summary(String name) {
        return String.format(
                Locale.ROOT,
                "%-30s models after %6.2f s, a relight's first step after %6.2f s, of which its picture's encoding %.2f s",
                name,
                models,
                firstStep,
                firstStep - encoding);
    }
}

package io.iclight.cli;

import com.google.common.base.Strings;
import io.iclight.io.hub.DownloadListener;
import io.iclight.io.hub.DownloadProgress;
import io.iclight.progress.Progress;
import io.iclight.progress.ProgressListener;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Draws progress on one line of the terminal: stage, step, time left. Where the standard output is no terminal, a line for each
 * stage.
 */
final class ProgressBar implements ProgressListener, DownloadListener, AutoCloseable {

    private static final int WIDTH = 24;

    private final PrintWriter terminal;
    private final boolean interactive = isTerminal();

    /** How much of the line the last one took. */
    private int drawn;

    ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** From JDK 22 on there is a console without a terminal too, which can be asked. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onProgress(Progress progress) {
        if (interactive) {
            draw(line(progress));
        } else if (progress.step() == 0) {
            terminal.println(progress.stage());
        }
        terminal.flush();
    }

    @Override
    public void onProgress(DownloadProgress progress) {
        boolean whole = progress.totalBytes().equals(OptionalLong.of(progress.receivedBytes()));
        if (interactive) {
            draw(line(progress));
            if (whole) {
                close();
            }
        } else if (whole) {
            terminal.println(line(progress));
        }
        terminal.flush();
    }

    /** Over the last line, all of it. */
    private void draw(String line) {
        terminal.print("\r" + Strings.padEnd(line, drawn, ' '));
        drawn = line.length();
    }

    private static String line(DownloadProgress progress) {
        String total = progress.totalBytes().isPresent()
                ? String.format(Locale.ROOT, " of %.1f", progress.totalBytes().getAsLong() / 1e6)
                : "";
        return String.format(
                Locale.ROOT,
                "%s/%s: %.1f%s MB",
                progress.repo(),
                progress.path(),
                progress.receivedBytes() / 1e6,
                total);
    }

    static String line(Progress progress) {
        int filled = (int) Math.round(progress.fraction() * WIDTH);
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        String left = progress.remaining().map(ProgressBar::clock).orElse("-:--");
        return String.format(
                Locale.ROOT,
                "[%s] %3.0f %%  %-16s %3d/%-3d  %s left",
                bar,
                progress.fraction() * 100,
                progress.stage(),
                progress.step(),
                progress.steps(),
                left);
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /** Leaves the line. */
    @Override
    public void close() {
        if (drawn > 0) {
            terminal.println();
            terminal.flush();
            drawn = 0;
        }
    }
}

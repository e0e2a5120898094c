package io.iclight.cli;

import io.iclight.io.hub.DownloadListener;
import io.iclight.io.hub.DownloadProgress;
import io.iclight.progress.Progress;
import io.iclight.progress.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Draws progress on one line of the terminal: stage, step, time left. Without a terminal, a line for each stage. */
final class ProgressBar implements ProgressListener, DownloadListener, AutoCloseable {

    private static final int WIDTH = 24;

    private final PrintWriter terminal;
    private final boolean interactive = System.console() != null;
    private boolean drawn;

    ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public void onProgress(Progress progress) {
        if (interactive) {
            terminal.print("\r" + line(progress));
            drawn = true;
        } else if (progress.step() == 0) {
            terminal.println(progress.stage());
        }
        terminal.flush();
    }

    @Override
    public void onProgress(DownloadProgress progress) {
        boolean whole = progress.totalBytes().equals(OptionalLong.of(progress.receivedBytes()));
        if (interactive) {
            terminal.print("\r" + line(progress));
            drawn = true;
        } else if (whole) {
            terminal.println(line(progress).strip());
        }
        terminal.flush();
    }

    private static String line(DownloadProgress progress) {
        String total = progress.totalBytes().isPresent()
                ? String.format(Locale.ROOT, " of %.1f", progress.totalBytes().getAsLong() / 1e6)
                : "";
        return String.format(
                Locale.ROOT,
                "%s/%s: %.1f%s MB  ",
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
                "[%s] %3.0f %%  %-16s %3d/%-3d  %s left  ",
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
        if (drawn) {
            terminal.println();
            terminal.flush();
            drawn = false;
        }
    }
}

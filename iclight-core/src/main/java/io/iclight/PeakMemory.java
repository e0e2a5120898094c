package io.iclight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The largest resident memory of the process over a span of time, as Linux counts it; other systems do not tell.
 *
 * <p>Linux keeps one mark for the process. It is put back at the beginning of a span, so that a span that overlaps
 * another can see less than its own peak, and never more than the process had.
 */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {}

    static PeakMemory begin() {
        try {
            if (Files.isWritable(RESET)) {
                Files.writeString(RESET, RESET_PEAK);
            }
        } catch (IOException e) {
            // Some containers forbid it; the peak is then that of the process's whole life.
        }
        return new PeakMemory();
    }

    /** Returns bytes, or 0 where the system does not tell. */
    long bytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}

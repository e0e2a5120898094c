package io.iclight.io.tensor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** How many threads a computation is spread over, unless the user says otherwise. */
final class ThreadCount {

    static final String PROPERTY = "iclight.threads";

    private static final int MAX = 1024;

    private static final Path LINUX_PROCESSORS = Path.of("/sys/devices/system/cpu");

    private ThreadCount() {}

    /**
     * Reads the system property, or counts.
     *
     * @return the property {@code iclight.threads}; where it is not set, as many as there are physical cores, but not
     *     more than the processors that this JVM may use
     * @throws NativeStartException if the property is not a whole number in 1…1024
     */
    static int chosen() {
        String chosen = System.getProperty(PROPERTY);
        return chosen == null ? counted() : parse(chosen);
    }

    private static int parse(String chosen) {
        try {
            int threads = Integer.parseInt(chosen.strip());
            if (threads >= 1 && threads <= MAX) {
                return threads;
            }
        } catch (NumberFormatException e) {
            // Said below, in words.
        }
        throw new NativeStartException(
                "the system property " + PROPERTY + " must be a whole number in 1…" + MAX + ", was \"" + chosen + "\"");
    }

    /** Two threads of one core share its multipliers, so a second one gains nothing. */
    private static int counted() {
        int available = Runtime.getRuntime().availableProcessors();
        int cores = physicalCores(LINUX_PROCESSORS);
        return cores == 0 ? available : Math.min(cores, available);
    }

    /**
     * Counts cores by the sets of threads that share one.
     *
     * @param processors Linux's folder of them
     * @return at least 1, or 0 where the folder does not tell
     */
    static int physicalCores(Path processors) {
        Set<String> cores = new HashSet<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(processors, "cpu[0-9]*")) {
            for (Path processor : each) {
                Path siblings = processor.resolve("topology/thread_siblings_list");
                if (Files.isReadable(siblings)) {
                    cores.add(Files.readString(siblings).strip());
                }
            }
            return cores.size();
        } catch (IOException e) {
            return 0;
        }
    }
}

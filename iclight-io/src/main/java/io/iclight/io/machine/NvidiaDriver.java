package io.iclight.io.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NVIDIA's driver for its cards.
 *
 * @param version such as {@code 580.65.06}
 */
record NvidiaDriver(String version) {

    private static final Path LINUX = Path.of("/proc/driver/nvidia/version");

    private static final Pattern VERSION = Pattern.compile("\\b(\\d{3,4}\\.\\d+(\\.\\d+)?)\\b");

    private static final int PATIENCE_SECONDS = 10;

    /** Asks the kernel, and where that does not tell, NVIDIA's own program. */
    static Optional<NvidiaDriver> ofThisMachine() {
        return kernel().or(NvidiaDriver::nvidiaSmi);
    }

    static Optional<NvidiaDriver> parse(String text) {
        Matcher version = VERSION.matcher(text);
        return version.find() ? Optional.of(new NvidiaDriver(version.group(1))) : Optional.empty();
    }

    int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    private static Optional<NvidiaDriver> kernel() {
        try {
            return parse(Files.readString(LINUX));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<NvidiaDriver> nvidiaSmi() {
        try {
            Process process = new ProcessBuilder("nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        ? parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

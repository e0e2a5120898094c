package io.iclight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native memory after many relights is what it was after the first. */
class NativeMemoryTest {

    /** What allocator and JIT take and give back as they please; the latents of one run alone are more. */
    private static final long NOISE_BYTES = 24L << 20;

    @Test
    void tenRelightsTakeNoMoreMemoryThanOne(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms192m",
                "-Xmx192m",
                "-XX:+AlwaysPreTouch"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), MemoryProbe.class.getName(), folder.toString(), "10"));
        Process probe = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] bytes = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split("\\R");
        assertThat(probe.waitFor()).isZero();
        assertThat(bytes).hasSize(2);
        assertThat(Long.parseLong(bytes[1]) - Long.parseLong(bytes[0])).isLessThan(NOISE_BYTES);
    }
}

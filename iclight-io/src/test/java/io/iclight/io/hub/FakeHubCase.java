package io.iclight.io.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub on this machine, and an empty cache. */
abstract class FakeHubCase {

    static final String PATH = "iclight_sd15_fc.safetensors";

    static final String TOKEN = "hf_verySecret";

    @TempDir
    Path cache;

    FakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    Hub open(int stallMilliseconds, int retries) {
        return Hub.open(settings(stallMilliseconds, retries));
    }

    HubSettings settings(int stallMilliseconds, int retries) {
        Duration noWait = Duration.ZERO;
        return HubSettings.of(cache)
                .withEndpoint(hub.address())
                .withDownloads()
                .withLimits(new TransferLimits(
                        Duration.ofSeconds(20),
                        Duration.ofMillis(stallMilliseconds),
                        retries,
                        noWait,
                        noWait,
                        Duration.ofMinutes(1)));
    }

    static byte[] content(long seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    List<Path> blobs() {
        return files(cache.resolve("models--lllyasviel--ic-light/blobs"));
    }

    List<Path> snapshotFiles() {
        return files(cache.resolve("models--lllyasviel--ic-light/snapshots"));
    }

    static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

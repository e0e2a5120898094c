package io.iclight.io.hub;

import static io.iclight.io.hub.FakeHub.COMMIT;
import static io.iclight.io.hub.FakeHub.REPO;
import static io.iclight.io.hub.FakeHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads, and what they leave in the cache. */
class HubDownloadTest extends FakeHubCase {

    @Test
    void layoutIsThatOfHuggingfaceHub() throws IOException {
        byte[] large = content(1, 3000);
        byte[] small = content(2, 30);
        String sha256 = hub.putLarge("unet/weights.safetensors", large);
        String gitBlob = hub.putSmall("config.json", small);

        Path weights = open(10_000, 0).file(REPO, Revision.MAIN, "unet/weights.safetensors");
        Path config = open(10_000, 0).file(REPO, Revision.MAIN, "config.json");

        Path repo = cache.resolve("models--lllyasviel--ic-light");
        assertThat(weights).isEqualTo(repo.resolve("snapshots/" + COMMIT + "/unet/weights.safetensors"));
        assertThat(Files.readSymbolicLink(weights)).isEqualTo(Path.of("../../../blobs/" + sha256));
        assertThat(Files.readSymbolicLink(config)).isEqualTo(Path.of("../../blobs/" + gitBlob));
        assertThat(repo.resolve("blobs/" + sha256)).isRegularFile().hasBinaryContent(large);
        assertThat(repo.resolve("blobs/" + gitBlob)).isRegularFile().hasBinaryContent(small);
        assertThat(repo.resolve("refs/main")).hasContent(COMMIT);
        assertThat(cache.resolve(".locks/models--lllyasviel--ic-light/" + sha256 + ".lock"))
                .isRegularFile();
        assertThat(Files.readString(cache.resolve("CACHEDIR.TAG"))).startsWith("Signature: 8a477f597d28d172789f0688");
    }

    @Test
    void withoutLinksFilesStandInTheSnapshot() throws IOException {
        byte[] content = content(1, 3000);
        hub.putLarge("a", content);
        hub.putLarge("b", content);
        Hub withoutLinks = Hub.open(settings(10_000, 0).withEntries(SnapshotEntries.FILES));

        for (String path : List.of("a", "b")) {
            Path file = withoutLinks.file(REPO, Revision.MAIN, path);
            assertThat(file).hasBinaryContent(content);
            assertThat(Files.isSymbolicLink(file)).isFalse();
        }
    }

    @Test
    void oneContentIsDownloadedOnceForTwoPaths() {
        hub.putLarge("a", content(1, 3000));
        hub.putLarge("b", content(1, 3000));

        Path folder = open(10_000, 0).snapshot(RepoFiles.of(REPO.id(), "a", "b"));

        assertThat(hub.contentRequests()).hasSize(1);
        assertThat(folder.resolve("b")).hasBinaryContent(content(1, 3000));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoThreadsDownloadOnce(boolean oneHub) throws Exception {
        hub.putLarge(PATH, content(1, 300_000));
        hub.nextContent((exchange, content, offset) -> {
            hub.awaitQuestions(2);
            FakeHub.serve(exchange, content, offset);
        });
        Hub first = open(10_000, 0);
        List<Hub> hubs = List.of(first, oneHub ? first : open(10_000, 0));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> files = hubs.stream()
                    .map(each -> threads.submit(() -> each.file(REPO, Revision.MAIN, PATH)))
                    .toList();
            for (Future<Path> file : files) {
                assertThat(file.get()).hasBinaryContent(content(1, 300_000));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(hub.contentRequests()).hasSize(1);
    }

    @Test
    void twoProgramsDownloadOnce() throws Exception {
        byte[] content = content(1, 300_000);
        hub.putLarge(PATH, content);
        List<Process> others = new CopyOnWriteArrayList<>();
        hub.nextContent((exchange, bytes, offset) -> {
            others.add(otherProgram());
            hub.awaitQuestions(2);
            // Time for the other to come to the lock, or past it if there were none.
            FakeHub.pause(Duration.ofMillis(300));
            FakeHub.serve(exchange, bytes, offset);
        });

        assertThat(open(60_000, 0).file(REPO, Revision.MAIN, PATH)).hasBinaryContent(content);
        assertThat(others.get(0).waitFor()).isZero();
        assertThat(hub.contentRequests()).hasSize(1);
    }

    private Process otherProgram() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HubProgram.class.getName(),
                        hub.address().toString(),
                        cache.toString(),
                        PATH)
                .inheritIO()
                .start();
    }

    @Test
    void aFullDiskIsNoticedBeforeTheDownload() {
        hub.putLarge(PATH, content(1, 1000));
        hub.nextHead(status(200, "", "X-Repo-Commit", COMMIT, "ETag", "\"x\"", "Content-Length", "" + (1L << 59)));

        assertThatExceptionOfType(DiskFullException.class)
                .isThrownBy(() -> open(10_000, 0).file(REPO, Revision.MAIN, PATH))
                .withMessageContaining("HF_HUB_CACHE");
        assertThat(hub.contentRequests()).isEmpty();
    }

    @Test
    void aDiskThatFillsUpIsRecognised() {
        for (String message : List.of("No space left on device", "Disk quota exceeded", "There is not enough space")) {
            assertThat(CacheException.of(cache, new IOException(message)))
                    .isInstanceOf(DiskFullException.class)
                    .hasMessageContaining(cache.toString());
        }
        assertThat(CacheException.of(cache, new AccessDeniedException("/locked")))
                .isExactlyInstanceOf(CacheException.class)
                .hasMessageContaining("permission denied: /locked");
    }

    @Test
    void aCacheFolderThatCannotBeWrittenIsNamed() throws IOException {
        hub.putLarge(PATH, content(1, 1000));
        Path file = Files.createFile(cache.resolve("no-folder"));

        assertThatExceptionOfType(CacheException.class)
                .isThrownBy(() ->
                        Hub.open(settings(10_000, 0).withCacheFolder(file)).file(REPO, Revision.MAIN, PATH))
                .withMessageContaining(file.toString())
                .withMessageContaining("HF_HUB_CACHE");
    }

    @Test
    void anInterruptedThreadStopsAndStaysInterrupted() {
        hub.putLarge(PATH, content(1, 1000));
        hub.everyContent(hub::stall);
        Thread thread = Thread.currentThread();
        Hub interrupting = Hub.open(settings(60_000, 5), progress -> thread.interrupt());

        assertThatExceptionOfType(InterruptedDownloadException.class)
                .isThrownBy(() -> interrupting.file(REPO, Revision.MAIN, PATH));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatAListenerThrowsEndsTheDownload() {
        byte[] content = content(1, 3 << 20);
        hub.putLarge(PATH, content);
        Hub cancelling = Hub.open(settings(10_000, 5), progress -> {
            if (progress.receivedBytes() > 0) {
                throw new IllegalStateException("cancelled");
            }
        });

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> cancelling.file(REPO, Revision.MAIN, PATH))
                .withMessage("cancelled");
        assertThat(open(10_000, 0).file(REPO, Revision.MAIN, PATH)).hasBinaryContent(content);
        assertThat(hub.contentRequests().get(1).range()).isPresent();
    }

    @Test
    void emptyFilesAreFiles() {
        hub.putSmall("empty", new byte[0]);

        assertThat(open(10_000, 0).file(REPO, Revision.MAIN, "empty")).isEmptyFile();
    }

    @Test
    void namesAreEscapedInAddresses() {
        byte[] content = content(1, 10);
        hub.putSmall("a folder/100% #1?ü.txt", content);

        assertThat(open(10_000, 0).file(REPO, new Revision("refs/pr/1"), "a folder/100% #1?ü.txt"))
                .hasBinaryContent(content);
        assertThat(cache.resolve("models--lllyasviel--ic-light/refs/refs/pr/1")).hasContent(COMMIT);
    }
}

package io.iclight.io.hub;

import static io.iclight.io.hub.FakeHub.COMMIT;
import static io.iclight.io.hub.FakeHub.REPO;
import static io.iclight.io.hub.FakeHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a hub that misbehaves. */
class HubDownloadTest {

    private static final String PATH = "iclight_sd15_fc.safetensors";

    private static final String TOKEN = "hf_verySecret";

    @TempDir
    private Path cache;

    private FakeHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

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

    /** What a hub can do wrong with a content, again and again. */
    enum Fault {
        TRUNCATES,
        STALLS,
        LIES,
        SENDS_TOO_MUCH,
        IGNORES_RANGES_AND_TRUNCATES,
        SENDS_ANOTHER_PART,
        IS_OVERLOADED,
        HAS_EXPIRED_SIGNATURES,
        COMPRESSES;

        FakeHub.Script script(FakeHub hub) {
            return switch (this) {
                case TRUNCATES -> FakeHub::truncate;
                case STALLS -> hub::stall;
                case LIES -> FakeHub::lie;
                case SENDS_TOO_MUCH ->
                    (exchange, content, offset) -> {
                        exchange.sendResponseHeaders(200, content.length + 1);
                        exchange.getResponseBody().write(content);
                        exchange.getResponseBody().write(0);
                    };
                case IGNORES_RANGES_AND_TRUNCATES ->
                    (exchange, content, offset) -> FakeHub.truncate(exchange, content, 0);
                case SENDS_ANOTHER_PART ->
                    (exchange, content, offset) -> {
                        exchange.getResponseHeaders().set("Content-Range", "bytes 7-8/9");
                        exchange.sendResponseHeaders(206, 2);
                        exchange.getResponseBody().write(new byte[2]);
                    };
                case IS_OVERLOADED -> (exchange, content, offset) -> exchange.sendResponseHeaders(503, -1);
                case HAS_EXPIRED_SIGNATURES -> (exchange, content, offset) -> exchange.sendResponseHeaders(403, -1);
                case COMPRESSES ->
                    (exchange, content, offset) -> {
                        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                        FakeHub.send(exchange, content);
                    };
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void afterAnyFaultNothingHalfIsSeenAndAnotherTrySucceeds(Fault fault) throws IOException {
        Random random = new Random(fault.ordinal());
        for (int round = 0; round < 3; round++) {
            String path = "round" + round + "/weights";
            byte[] content = content(random.nextLong(), 10 + random.nextInt(100_000));
            String etag = hub.putLarge(path, content);
            hub.everyContent(fault.script(hub));

            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> open(100, 1).file(REPO, Revision.MAIN, path));
            assertThat(snapshotFiles()).hasSize(round);

            hub.everyContent(FakeHub::serve);
            assertThat(open(10_000, 0).file(REPO, Revision.MAIN, path)).hasBinaryContent(content);
            assertThat(cache.resolve("models--lllyasviel--ic-light/blobs"))
                    .isDirectoryNotContaining(
                            blob -> blob.getFileName().toString().startsWith(etag) && !blob.endsWith(etag));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TRUNCATES", "STALLS", "LIES", "IS_OVERLOADED", "HAS_EXPIRED_SIGNATURES"})
    void aFaultThatPassesIsRetried(Fault fault) {
        byte[] content = content(1, 100_000);
        hub.putLarge(PATH, content);
        hub.nextContent(FakeHub::truncate);
        hub.nextContent(fault.script(hub));

        assertThat(open(300, 2).file(REPO, Revision.MAIN, PATH)).hasBinaryContent(content);
    }

    @Test
    void aLaterTryGoesOnWhereTheFirstStopped() {
        byte[] content = content(1, 100_000);
        hub.putLarge(PATH, content);
        hub.nextContent(FakeHub::truncate);
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> open(10_000, 0).file(REPO, Revision.MAIN, PATH))
                .withMessageContaining("downloading lllyasviel/ic-light")
                .withMessageContaining(PATH);

        List<DownloadProgress> progress = new ArrayList<>();
        Path file = Hub.open(settings(10_000, 0), progress::add).file(REPO, Revision.MAIN, PATH);

        assertThat(file).hasBinaryContent(content);
        assertThat(hub.contentRequests().get(1).range()).contains("bytes=50000-");
        assertThat(progress)
                .containsExactly(
                        new DownloadProgress(REPO, PATH, 50_000, OptionalLong.of(100_000)),
                        new DownloadProgress(REPO, PATH, 100_000, OptionalLong.of(100_000)));
    }

    @Test
    void whatIsOnDiskIsNotTrusted() throws IOException {
        byte[] content = content(1, 1000);
        String etag = hub.putLarge(PATH, content);
        Path partial = cache.resolve("models--lllyasviel--ic-light/blobs/" + etag + ".iclight.incomplete");
        for (int damaged : new int[] {400, 1000, 2000}) {
            Files.createDirectories(partial.getParent());
            Files.write(partial, new byte[damaged]);
            assertThat(open(10_000, 0).file(REPO, Revision.MAIN, PATH)).hasBinaryContent(content);
            Files.delete(cache.resolve("models--lllyasviel--ic-light/blobs/" + etag));
        }
    }

    @Test
    void aFileThatChangesMeanwhileIsAskedForAnew() {
        byte[] before = content(1, 100_000);
        byte[] after = content(2, 90_000);
        hub.putLarge(PATH, before);
        hub.nextContent((exchange, content, offset) -> {
            hub.putLarge(PATH, after);
            FakeHub.truncate(exchange, content, offset);
        });

        assertThat(open(10_000, 2).file(REPO, Revision.MAIN, PATH)).hasBinaryContent(after);
        assertThat(cache.resolve("models--lllyasviel--ic-light/blobs")).isDirectoryContaining(blob -> true);
        assertThat(blobs()).hasSize(1);
    }

    @Test
    void aWrongContentIsDeletedAndNamed() {
        hub.putLarge(PATH, content(1, 1000));
        hub.everyContent(FakeHub::lie);

        assertThatExceptionOfType(ChecksumException.class)
                .isThrownBy(() -> open(10_000, 2).file(REPO, Revision.MAIN, PATH))
                .withMessageContaining(REPO.id())
                .withMessageContaining(PATH)
                .withMessageContaining("expected the hash");
        assertThat(blobs()).isEmpty();
    }

    @Test
    void theTokenGoesToTheEndpointAlone() {
        hub.putLarge("large", content(1, 1000));
        hub.putSmall("small", content(2, 1000));
        hub.nextHead(status(307, "", "Location", "/" + REPO + "/resolve/" + COMMIT + "/large"));
        Hub loggedIn =
                Hub.open(settings(10_000, 0).withToken(HubToken.parse(TOKEN).orElseThrow()));

        loggedIn.file(REPO, Revision.MAIN, "large");
        loggedIn.snapshot(RepoFiles.of(REPO.id(), "sm*"));

        assertThat(hub.requests()).anyMatch(FakeHub.Request::atStorage);
        assertThat(hub.requests())
                .allSatisfy(request -> assertThat(request.token())
                        .isEqualTo(request.atStorage() ? Optional.empty() : Optional.of("Bearer " + TOKEN)));
    }

    @ParameterizedTest
    @CsvSource({
        "401, GatedRepo, AccessRefusedException, accept its licence",
        "403, GatedRepo, AccessRefusedException, HF_TOKEN",
        "401, RepoNotFound, AccessRefusedException, check its name",
        "403, '', AccessRefusedException, HF_TOKEN",
        "404, RepoNotFound, NotOnHubException, There is no such repository",
        "404, RevisionNotFound, NotOnHubException, no such branch",
        "404, EntryNotFound, NotOnHubException, no such file",
        "404, '', NotOnHubException, no such",
        "418, '', UnexpectedAnswerException, HF_ENDPOINT",
        "503, '', UnreachableException, it was tried 2 times"
    })
    void refusalsAreToldInWords(int status, String code, String type, String words) {
        hub.nextHead(status(status, code, "X-Error-Message", "because\u001b[2J"));
        hub.nextHead(status(status, code));
        Hub loggedIn =
                Hub.open(settings(10_000, 1).withToken(HubToken.parse(TOKEN).orElseThrow()));

        HubException refusal = catchThrowableOfType(HubException.class, () -> loggedIn.file(REPO, Revision.MAIN, PATH));

        assertThat(refusal.getClass().getSimpleName()).isEqualTo(type);
        assertThat(refusal)
                .hasMessageContaining(words)
                .hasMessageContaining(REPO.id())
                .hasMessageContaining(PATH);
        assertThat(refusal.getMessage()).doesNotContain(TOKEN).doesNotContain("\u001b");
        assertThat(snapshotFiles()).isEmpty();
    }

    @Test
    void aHubThatAsksToWaitIsObeyedWithinReason() {
        byte[] content = content(1, 1000);
        hub.putLarge(PATH, content);
        hub.nextHead(status(429, "", "Retry-After", "0"));
        hub.nextHead(status(429, "", "RateLimit", "\"api\";r=0;t=0", "Retry-After", "7200"));
        assertThat(open(10_000, 2).file(REPO, Revision.MAIN, PATH)).hasBinaryContent(content);

        hub.nextHead(status(429, "", "Retry-After", "7200"));
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> open(10_000, 2).file(REPO, Revision.MAIN, "other"))
                .withMessageContaining("7200 seconds");
    }

    @Test
    void whatIsNoHubIsRecognised() {
        hub.nextHead(exchange -> FakeHub.send(exchange, new byte[0]));
        assertUnexpected("is it a hub (HF_ENDPOINT)");

        hub.nextHead(status(200, "", "X-Repo-Commit", "../../../../etc", "ETag", "\"x\"", "Content-Length", "1"));
        assertUnexpected("is it a hub (HF_ENDPOINT)");

        hub.nextHead(status(200, "", "X-Repo-Commit", COMMIT, "ETag", "\"../x\"", "Content-Length", "1"));
        assertUnexpected("without an etag");

        hub.nextHead(status(302, "", "Location", "file:///etc/passwd"));
        assertUnexpected("not secure");

        IntStream.range(0, 10).forEach(i -> hub.nextHead(status(307, "", "Location", "/again")));
        assertUnexpected("more than 10 redirects");
    }

    private void assertUnexpected(String words) {
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> open(10_000, 0).file(REPO, Revision.MAIN, PATH))
                .withMessageContaining(words);
        assertThat(snapshotFiles()).isEmpty();
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
    void mirrorsMayHideLengthsAndSendTheirVisitorsOn() throws IOException {
        byte[] content = content(1, 1000);
        String etag = hub.putSmall("config.json", content);
        try (FakeHub mirror = new FakeHub()) {
            mirror.everyHead(status(308, "", "Location", hub.address() + "/" + REPO + "/resolve/main/config.json"));
            hub.nextHead(status(200, "", "X-Repo-Commit", COMMIT, "ETag", '"' + etag + '"'));
            mirror.putSmall("config.json", content);
            mirror.nextContent(FakeHub::truncate);
            Hub mirrored = Hub.open(settings(10_000, 2)
                    .withEndpoint(mirror.address())
                    .withToken(HubToken.parse(TOKEN).orElseThrow()));

            assertThat(mirrored.file(REPO, Revision.MAIN, "config.json")).hasBinaryContent(content);
            assertThat(mirror.requests()).allMatch(request -> request.token().isPresent());
            assertThat(hub.requests())
                    .isNotEmpty()
                    .noneMatch(request -> request.token().isPresent());

            hub.nextHead(status(401, "GatedRepo"));
            assertThatExceptionOfType(AccessRefusedException.class)
                    .isThrownBy(() -> mirrored.file(REPO, Revision.MAIN, "other.json"));
        }
    }

    @Test
    void namesAreEscapedInAddresses() {
        byte[] content = content(1, 10);
        hub.putSmall("a folder/100% #1?ü.txt", content);

        assertThat(open(10_000, 0).file(REPO, new Revision("refs/pr/1"), "a folder/100% #1?ü.txt"))
                .hasBinaryContent(content);
        assertThat(cache.resolve("models--lllyasviel--ic-light/refs/refs/pr/1")).hasContent(COMMIT);
    }

    private Hub open(int stallMilliseconds, int retries) {
        return Hub.open(settings(stallMilliseconds, retries));
    }

    private HubSettings settings(int stallMilliseconds, int retries) {
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

    private static byte[] content(long seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    private List<Path> blobs() {
        return files(cache.resolve("models--lllyasviel--ic-light/blobs"));
    }

    private List<Path> snapshotFiles() {
        return files(cache.resolve("models--lllyasviel--ic-light/snapshots"));
    }

    private static List<Path> files(Path folder) {
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

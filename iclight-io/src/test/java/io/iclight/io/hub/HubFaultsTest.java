package io.iclight.io.hub;

import static io.iclight.io.hub.FakeHub.REPO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Downloads whose content is late, cut short, changed or wrong. */
class HubFaultsTest extends FakeHubCase {

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
        int stall = fault == Fault.STALLS ? 100 : 10_000;
        for (int round = 0; round < 3; round++) {
            String path = "round" + round + "/weights";
            byte[] content = content(random.nextLong(), 10 + random.nextInt(100_000));
            String etag = hub.putLarge(path, content);
            hub.everyContent(fault.script(hub));

            assertThatExceptionOfType(HubException.class)
                    .isThrownBy(() -> open(stall, 1).file(REPO, Revision.MAIN, path));
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

        assertThat(open(fault == Fault.STALLS ? 300 : 10_000, 5).file(REPO, Revision.MAIN, PATH))
                .hasBinaryContent(content);
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
}

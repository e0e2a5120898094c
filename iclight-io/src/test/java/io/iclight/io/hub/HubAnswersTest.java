package io.iclight.io.hub;

import static io.iclight.io.hub.FakeHub.COMMIT;
import static io.iclight.io.hub.FakeHub.REPO;
import static io.iclight.io.hub.FakeHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hub may answer, and what is told to whom. */
class HubAnswersTest extends FakeHubCase {

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
}

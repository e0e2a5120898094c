package io.iclight.io.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Requests whose redirects are followed here rather than by java.net.http, because the token must go to the hub and
 * never to the storage host that the hub redirects to.
 */
final class RedirectingHttp {

    private static final int LONGEST_CHAIN = 10;

    private final Endpoint endpoint;
    private final Optional<HubToken> token;
    private final TransferLimits limits;
    private final HttpClient client;

    RedirectingHttp(Endpoint endpoint, Optional<HubToken> token, TransferLimits limits) {
        this.endpoint = endpoint;
        this.token = token;
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.metadataTimeout())
                .build();
    }

    /**
     * Asks for headers. A redirect to the storage is itself the answer, because it describes the file; others are
     * followed: those within the hub, and those of mirrors that send their visitors on.
     */
    Answer head(URI address) throws TransientFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .timeout(limits.metadataTimeout());
        return follow(
                request,
                address,
                (answer, target) ->
                        endpoint.owns(target) || answer.header("x-repo-commit").isEmpty());
    }

    /** Asks for content, from a byte on. */
    Answer get(URI address, long offset) throws TransientFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder().GET().timeout(limits.stallTimeout());
        if (offset > 0) {
            request.setHeader("Range", "bytes=" + offset + "-");
        }
        return follow(request, address, (answer, target) -> true);
    }

    private Answer follow(HttpRequest.Builder request, URI start, BiPredicate<Answer, URI> isFollowed)
            throws TransientFailure {
        URI address = start;
        Optional<ETag> announced = Optional.empty();
        for (int hop = 0; hop < LONGEST_CHAIN; hop++) {
            Answer answer = send(request, address, announced);
            Optional<URI> target = target(answer);
            if (target.isEmpty() || !isFollowed.test(answer, target.get())) {
                return answer;
            }
            answer.close();
            address = target.get();
            announced = answer.announced();
        }
        throw new UnexpectedAnswerException(
                Endpoint.withoutSecrets(start) + " leads through more than " + LONGEST_CHAIN + " redirects");
    }

    private Answer send(HttpRequest.Builder request, URI address, Optional<ETag> announcedBefore)
            throws TransientFailure {
        boolean own = endpoint.owns(address);
        // Without compression lengths are true, and a part of a file can be asked for.
        HttpRequest.Builder headed = request.copy()
                .uri(address)
                .setHeader("Accept-Encoding", "identity")
                .setHeader("User-Agent", "iclight; java/" + Runtime.version().feature());
        token.filter(secret -> own).ifPresent(secret -> headed.setHeader("Authorization", secret.authorization()));
        HttpResponse<ArrivingBytes> response = exchange(headed.build());
        HttpHeaders headers = response.headers();
        boolean hub = own || Stream.of("x-repo-commit", "x-error-code").anyMatch(headers.map()::containsKey);
        Optional<ETag> announced = hub
                ? headers.firstValue("x-linked-etag")
                        .or(() -> headers.firstValue("etag"))
                        .flatMap(ETag::parse)
                : announcedBefore;
        return new Answer(address, hub, announced, response.statusCode(), headers, response.body());
    }

    private HttpResponse<ArrivingBytes> exchange(HttpRequest request) throws TransientFailure {
        try {
            return client.send(request, headers -> new ArrivingBytes());
        } catch (IOException e) {
            String reason = Optional.ofNullable(e.getMessage())
                    .map(message -> ": " + message)
                    .orElse("");
            throw new TransientFailure(
                    Endpoint.withoutSecrets(request.uri()) + " does not answer ("
                            + e.getClass().getSimpleName() + reason + ")",
                    e);
        } catch (InterruptedException e) {
            throw InterruptedDownloadException.after(e);
        }
    }

    private static Optional<URI> target(Answer answer) {
        if (!answer.isRedirect()) {
            return Optional.empty();
        }
        URI from = answer.address();
        URI target = answer.header("location")
                .flatMap(location -> resolve(from, location))
                .orElseThrow(() -> new UnexpectedAnswerException(answer + " without saying where the file is"));
        boolean secure = "https".equalsIgnoreCase(target.getScheme());
        boolean allowed =
                secure || "http".equalsIgnoreCase(target.getScheme()) && !"https".equalsIgnoreCase(from.getScheme());
        if (!allowed || target.getHost() == null) {
            throw new UnexpectedAnswerException(
                    answer + " and leads to " + Endpoint.withoutSecrets(target) + ", which is not secure");
        }
        return Optional.of(target);
    }

    private static Optional<URI> resolve(URI from, String location) {
        try {
            return Optional.of(from.resolve(location));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}

package io.iclight.io.hub;

import io.iclight.io.json.JsonException;
import io.iclight.io.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** What a hub can be asked. */
final class HubClient {

    private static final int LONGEST_LISTING_BYTES = 64 << 20;

    private final Endpoint endpoint;
    private final TransferLimits limits;
    private final RedirectingHttp http;

    HubClient(HubSettings settings) {
        this.endpoint = new Endpoint(settings.endpoint());
        this.limits = settings.limits();
        this.http = new RedirectingHttp(endpoint, settings.credentials().find(), limits);
    }

    /**
     * Asks what a file is.
     *
     * @param revision a branch, tag or commit
     */
    RemoteFile describe(RepoId repo, String revision, RepoPath path) {
        String asked = repo + " (" + revision + "): " + path;
        URI address = endpoint.file(repo, revision, path);
        return new Attempts(limits, "asking for " + asked).repeat(() -> {
            try (Answer answer = http.head(address)) {
                Refusal.check(answer, asked);
                return remoteFile(repo, revision, path, answer);
            }
        });
    }

    private static RemoteFile remoteFile(RepoId repo, String revision, RepoPath path, Answer answer) {
        String commit = commit(answer.header("x-repo-commit").orElse(""), revision, answer);
        ETag etag = answer.announced()
                .orElseThrow(() -> new UnexpectedAnswerException(answer + " without an etag to know the file by"));
        Optional<String> length = answer.header("x-linked-size")
                .or(() -> answer.isRedirect() ? Optional.empty() : answer.header("content-length"));
        OptionalLong size = length.filter(digits -> digits.matches("\\d{1,18}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
        return new RemoteFile(repo, path, commit, etag, size);
    }

    /** The commit becomes a folder's name, so nothing but a commit is accepted. */
    private static String commit(String found, String revision, Answer answer) {
        if (!Revision.isCommit(found) || Revision.isCommit(revision) && !found.equals(revision)) {
            throw new UnexpectedAnswerException(answer + " with the commit \"" + found.replaceAll("\\W", "?")
                    + "\", asked for " + revision + "; is it a hub (HF_ENDPOINT), and not a proxy's page?");
        }
        return found;
    }

    /**
     * Asks for a file's content. The redirect to the storage is asked for anew each time, because its signature expires.
     *
     * @param offset the first byte wanted; the answer need not begin there
     */
    Answer open(RemoteFile file, long offset) throws TransientFailure {
        Answer answer = http.get(endpoint.file(file.repo(), file.commit(), file.path()), offset);
        if (answer.status() != 416) {
            Refusal.check(answer, file.toString());
        }
        return answer;
    }

    /** Asks which commit a revision is, and which files it has. */
    RepoListing list(RepoId repo, String revision) {
        String asked = repo + " (" + revision + ")";
        URI address = endpoint.revision(repo, revision);
        return new Attempts(limits, "asking for " + asked).repeat(() -> {
            try (Answer answer = http.get(address, 0)) {
                Refusal.check(answer, asked);
                String origin = Endpoint.withoutSecrets(address);
                RepoListing listing = RepoListing.fromHub(JsonReader.parse(text(answer), origin));
                commit(listing.commit(), revision, answer);
                return listing;
            } catch (JsonException e) {
                throw new UnexpectedAnswerException(
                        "the hub does not list " + asked + " as expected: " + e.getMessage());
            }
        });
    }

    private String text(Answer answer) throws TransientFailure {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        Optional<ByteBuffer> piece = answer.body().next(limits.stallTimeout());
        while (piece.isPresent()) {
            byte[] bytes = new byte[piece.get().remaining()];
            piece.get().get(bytes);
            document.writeBytes(bytes);
            if (document.size() > LONGEST_LISTING_BYTES) {
                throw new UnexpectedAnswerException(answer + " with more than " + LONGEST_LISTING_BYTES + " bytes");
            }
            piece = answer.body().next(limits.stallTimeout());
        }
        return document.toString(StandardCharsets.UTF_8);
    }
}

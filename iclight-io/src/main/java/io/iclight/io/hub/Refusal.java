package io.iclight.io.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a status that is no success means. The hub explains it in {@code x-error-code} and {@code x-error-message};
 * source: huggingface_hub, {@code utils/_http.py}.
 */
final class Refusal {

    private static final Set<Integer> MAY_PASS = Set.of(408, 429, 500, 502, 503, 504);

    /** {@code "api";r=0;t=55}: no request is left for 55 seconds. */
    private static final Pattern RATE_LIMIT = Pattern.compile(";\\s*r\\s*=\\s*0\\s*;\\s*t\\s*=\\s*(\\d{1,9})");

    private Refusal() {}

    /**
     * Does nothing if the answer is a success or a redirect.
     *
     * @param asked what was asked for, as messages name it
     * @throws TransientFailure if another try may succeed
     * @throws HubException if none will
     */
    static void check(Answer answer, String asked) throws TransientFailure {
        if (answer.status() < 400) {
            return;
        }
        answer.close();
        if (MAY_PASS.contains(answer.status()) || !answer.fromHub()) {
            throw new TransientFailure(answer + explanation(answer), requestedWait(answer));
        }
        String code = answer.header("x-error-code").orElse("");
        String found = asked + ": " + answer + explanation(answer) + ". ";
        boolean refused = answer.status() == 401 || answer.status() == 403;
        if (code.equals("RevisionNotFound")
                || code.equals("EntryNotFound")
                || code.equals("RepoNotFound") && !refused) {
            throw new NotOnHubException(found + missing(code));
        }
        if (refused || code.equals("GatedRepo")) {
            throw new AccessRefusedException(found + remedy(code));
        }
        if (answer.status() == 404) {
            throw new NotOnHubException(found + missing(code));
        }
        throw new UnexpectedAnswerException(found + "No hub is expected to answer so; is HF_ENDPOINT right?");
    }

    private static String missing(String code) {
        return switch (code) {
            case "RevisionNotFound" -> "The repository has no such branch, tag or commit";
            case "EntryNotFound" -> "The repository has no such file in this revision";
            case "RepoNotFound" -> "There is no such repository, or it is private and HF_TOKEN is not set";
            default -> "There is no such repository, revision or file";
        };
    }

    private static String remedy(String code) {
        return code.equals("GatedRepo")
                ? "The repository is gated: log in on its page, accept its licence there, and set HF_TOKEN to a token of "
                        + "the account that did"
                : "Either there is no such repository, or it is private or gated: check its name, accept its licence on "
                        + "its page, and set HF_TOKEN to a token that may read it";
    }

    private static String explanation(Answer answer) {
        return answer.header("x-error-message")
                .map(message -> " ("
                        + message.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(200, message.length())) + ")")
                .orElse("");
    }

    private static Optional<Duration> requestedWait(Answer answer) {
        Optional<String> rateLimit = answer.header("ratelimit")
                .map(RATE_LIMIT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
        return rateLimit
                .filter(seconds -> answer.status() == 429)
                .or(() -> answer.header("retry-after"))
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}

package io.iclight.io.hub;

import java.util.Optional;

/** A user's secret on the hub. It is sent to the endpoint and to no other host, and stands in no message. */
public final class HubToken {

    private final String secret;

    private HubToken(String secret) {
        this.secret = secret;
    }

    /**
     * Takes a token as people paste it.
     *
     * @param text the token; spaces and line breaks around it are dropped
     * @return the token, or empty if nothing is left
     * @throws InvalidSettingException if it cannot be a token; the message does not show it
     */
    public static Optional<HubToken> parse(String text) {
        String secret = text.strip();
        // Checked here because java.net.http would put a malformed header into its exception's message.
        if (secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidSettingException(
                    "the hub's token (HF_TOKEN, or the token file) has characters that no token has");
        }
        return secret.isEmpty() ? Optional.empty() : Optional.of(new HubToken(secret));
    }

    String authorization() {
        return "Bearer " + secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HubToken token && token.secret.equals(secret);
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}

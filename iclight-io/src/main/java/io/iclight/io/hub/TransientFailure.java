package io.iclight.io.hub;

import java.time.Duration;
import java.util.Optional;

/** A request failed in a way that may pass: {@link Attempts} decides whether to try again. */
final class TransientFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Optional<Duration> requestedWait;

    TransientFailure(String message) {
        this(message, Optional.empty());
    }

    /** The server says for how long it will go on refusing. */
    TransientFailure(String message, Optional<Duration> requestedWait) {
        super(message);
        this.requestedWait = requestedWait;
    }

    TransientFailure(String message, Throwable cause) {
        super(message, cause);
        this.requestedWait = Optional.empty();
    }

    Optional<Duration> requestedWait() {
        return requestedWait;
    }
}

package io.iclight.io.hub;

import java.time.Duration;

/** Counts the failures of one undertaking, and waits between them, longer each time. */
final class Attempts {

    private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

    private final TransferLimits limits;
    private final String undertaking;
    private int failures;

    Attempts(TransferLimits limits, String undertaking) {
        this.limits = limits;
        this.undertaking = undertaking;
    }

    /** Something that may fail in passing. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws TransientFailure;
    }

    /**
     * Repeats what fails in passing.
     *
     * @throws UnreachableException if it goes on failing
     */
    <T> T repeat(Attempt<T> attempt) {
        while (true) {
            try {
                return attempt.run();
            } catch (TransientFailure e) {
                pauseAfter(e);
            }
        }
    }

    /** The last attempt failed but got further than those before it. */
    void forgetFailures() {
        failures = 0;
    }

    /**
     * Waits before the next attempt.
     *
     * @throws UnreachableException if there were enough of them
     */
    void pauseAfter(TransientFailure failure) {
        failures++;
        Duration pause = failure.requestedWait().orElseGet(this::backoff);
        if (failures > limits.retries() || tooLong(failure)) {
            String reason = tooLong(failure)
                    ? "; the hub asks to wait " + pause.toSeconds() + " seconds"
                    : failures > 1 ? "; it was tried " + failures + " times" : "";
            throw new UnreachableException(
                    undertaking + " failed: " + failure.getMessage() + reason + ". Check the connection and the proxy "
                            + "(-Dhttps.proxyHost), try again later, or name a mirror in HF_ENDPOINT",
                    failure);
        }
        LOG.log(System.Logger.Level.DEBUG, "{0}: {1}; next try in {2}", undertaking, failure.getMessage(), pause);
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw InterruptedDownloadException.after(e);
        }
    }

    private boolean tooLong(TransientFailure failure) {
        return failure.requestedWait()
                .filter(wait -> wait.compareTo(limits.longestRequestedWait()) > 0)
                .isPresent();
    }

    private Duration backoff() {
        Duration doubled = limits.firstWait().multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(limits.longestWait()) < 0 ? doubled : limits.longestWait();
    }
}

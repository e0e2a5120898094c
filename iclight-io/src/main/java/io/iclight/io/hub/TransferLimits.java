package io.iclight.io.hub;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param metadataTimeout how long to wait for a connection and for what the hub says about a file
 * @param stallTimeout how long to wait for the next bytes of a file
 * @param retries how often to try again after a failure that may pass, 0 or more; a download that gets further starts
 *     counting anew
 * @param firstWait how long to wait before the first retry; each later one waits twice as long
 * @param longestWait how long to wait at most between retries
 * @param longestRequestedWait how long to wait at most if the hub says for how long it will refuse
 */
public record TransferLimits(
        Duration metadataTimeout,
        Duration stallTimeout,
        int retries,
        Duration firstWait,
        Duration longestWait,
        Duration longestRequestedWait) {

    /** Those of huggingface_hub: ten seconds for each answer, five retries after 1, 2, 4, 8 and 8 seconds. */
    public static final TransferLimits DEFAULT = new TransferLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            5,
            Duration.ofSeconds(1),
            Duration.ofSeconds(8),
            Duration.ofMinutes(5));

    /**
     * Checks the limits.
     *
     * @throws InvalidSettingException if a timeout is not above 0, or another is below
     */
    public TransferLimits {
        requireAtLeast(Duration.ofMillis(1), metadataTimeout, "metadataTimeout");
        requireAtLeast(Duration.ofMillis(1), stallTimeout, "stallTimeout");
        requireAtLeast(Duration.ZERO, firstWait, "firstWait");
        requireAtLeast(Duration.ZERO, longestWait, "longestWait");
        requireAtLeast(Duration.ZERO, longestRequestedWait, "longestRequestedWait");
        if (retries < 0) {
            throw new InvalidSettingException("retries must be 0 or more, was " + retries);
        }
    }

    private static void requireAtLeast(Duration least, Duration limit, String name) {
        if (limit.compareTo(least) < 0) {
            throw new InvalidSettingException(name + " must be " + least + " or more, was " + limit);
        }
    }
}

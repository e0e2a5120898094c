package io.iclight.io.hub;

/** The thread was interrupted while it downloaded. What was received is kept for the next try. */
public final class InterruptedDownloadException extends HubException {

    private static final long serialVersionUID = 1;

    private InterruptedDownloadException(Throwable cause) {
        super("the thread was interrupted while it downloaded; what was received is kept for the next try", cause);
    }

    /** Leaves the thread interrupted, as whoever interrupted it expects. */
    static InterruptedDownloadException after(Throwable cause) {
        Thread.currentThread().interrupt();
        return new InterruptedDownloadException(cause);
    }
}

package io.iclight;

/** A relight could not be done; the message says what was expected, what was found, and what to do. */
public class RelightException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what was expected, what was found, and what to do
     */
    public RelightException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a failure below.
     *
     * @param message what was expected, what was found, and what to do
     * @param cause the failure
     */
    public RelightException(String message, Throwable cause) {
        super(message, cause);
    }
}

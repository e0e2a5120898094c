package io.iclight.bundled;

/** A model that should come with the library is not there, or cannot be unpacked; the message says what to do. */
public class BundledModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what was expected, what was found, and what to do
     */
    public BundledModelException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a failure below.
     *
     * @param message what was expected, what was found, and what to do
     * @param cause the failure
     */
    public BundledModelException(String message, Throwable cause) {
        super(message, cause);
    }
}

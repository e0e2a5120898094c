package io.iclight.io.json;

/** JSON is malformed or is not what was expected; the message names the file, the key and what was found. */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message where, what was expected and what was found
     */
    public JsonException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a failure below.
     *
     * @param message where, what was expected and what was found
     * @param cause the failure
     */
    public JsonException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.iclight.request;

/** A setting of a request is out of its range, or settings do not fit each other or the model. */
public class InvalidRequestException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message names the setting, its range and the value
     */
    public InvalidRequestException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a failure below.
     *
     * @param message names the setting, its range and the value
     * @param cause the failure
     */
    public InvalidRequestException(String message, Throwable cause) {
        super(message, cause);
    }
}

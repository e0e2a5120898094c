package io.iclight.io.weights;

/** Weights are not what was asked for; the message names the file and the tensors, and says what to do. */
public class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what was expected, what was found, and what to do
     */
    public WeightsException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a failure below.
     *
     * @param message what was expected, what was found, and what to do
     * @param cause the failure
     */
    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.iclight.io.tensor;

/** Libtorch could not be started; the message says what is missing and where to get it. */
public final class NativeStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what is missing, and what to do
     * @param cause the failure below; {@code null} if there is none
     */
    public NativeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.iclight.io.tensor;

/** Libtorch could not be started; the message says what is missing and where to get it. */
public final class NativeStartException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NativeStartException(String message) {
        super(message);
    }

    NativeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.iclight.models.clip;

/** The files of a tokenizer are not what they should be; the message names the file, what is wrong, and what to do. */
public final class TokenizerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the file, what was expected, and what was found
     */
    public TokenizerException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a failure below.
     *
     * @param message the file, what was expected, and what was found
     * @param cause the failure
     */
    public TokenizerException(String message, Throwable cause) {
        super(message, cause);
    }
}

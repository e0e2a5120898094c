package io.iclight.sampling;

/** A pass came to latents that are no picture, since some of them are infinite or no numbers. */
public final class NonFiniteLatentsException extends ArithmeticException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message which pass, what was found, and what to do
     */
    public NonFiniteLatentsException(String message) {
        super(message);
    }
}

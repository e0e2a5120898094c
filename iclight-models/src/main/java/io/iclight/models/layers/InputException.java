package io.iclight.models.layers;

/** A tensor given to a model is not what its graph can take; the message says what was expected and what was found. */
public final class InputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the argument, what was expected, what was found, and what to do
     */
    public InputException(String message) {
        super(message);
    }
}

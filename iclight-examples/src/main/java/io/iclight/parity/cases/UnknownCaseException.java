package io.iclight.parity.cases;

/** A case is of a kind that this runner does not know: a collection made for another version, or a broken one. */
public final class UnknownCaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the case, and what is unknown about it
     */
    public UnknownCaseException(String message) {
        super(message);
    }
}

package io.iclight.matting;

/** A photo has no matte of the kind that was asked for, or a mask does not fit it or selects nothing. */
public final class MattingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what was expected, what was found, and what to do
     */
    public MattingException(String message) {
        super(message);
    }
}

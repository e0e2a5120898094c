package io.iclight.models.clip.prompt;

/** A prompt cannot be understood; the message shows the place and says what was expected. */
public final class PromptSyntaxException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the place, what was expected, and what was found
     */
    public PromptSyntaxException(String message) {
        super(message);
    }
}

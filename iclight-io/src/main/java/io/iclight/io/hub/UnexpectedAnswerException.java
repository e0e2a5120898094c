package io.iclight.io.hub;

/** The endpoint's answer is not one that a hub gives. */
public final class UnexpectedAnswerException extends HubException {

    private static final long serialVersionUID = 1;

    UnexpectedAnswerException(String message) {
        super(message);
    }
}

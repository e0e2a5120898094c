package io.iclight.io.hub;

/** The hub could not be reached, or did not answer in full, however often it was asked. */
public final class UnreachableException extends HubException {

    private static final long serialVersionUID = 1;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.iclight.io.hub;

/** The hub has no such repository, revision or file. */
public final class NotOnHubException extends HubException {

    private static final long serialVersionUID = 1;

    NotOnHubException(String message) {
        super(message);
    }

    private NotOnHubException(String message, NotOnHubException cause) {
        super(message, cause);
    }

    NotOnHubException withAdvice(String advice) {
        return new NotOnHubException(getMessage() + "; " + advice, this);
    }
}

package io.iclight.io.hub;

/** A repository, a revision or a path has a name that the hub cannot have. */
public final class InvalidNameException extends HubException {

    private static final long serialVersionUID = 1;

    InvalidNameException(String message) {
        super(message);
    }
}

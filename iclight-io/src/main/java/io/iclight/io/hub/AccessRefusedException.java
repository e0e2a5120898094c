package io.iclight.io.hub;

/** The hub refuses a file: its repository is private, or gated by a licence that has to be accepted. */
public final class AccessRefusedException extends HubException {

    private static final long serialVersionUID = 1;

    AccessRefusedException(String message) {
        super(message);
    }
}

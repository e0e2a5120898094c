package io.iclight.io.hub;

/** What was received is not the file that the hub announced. It has been deleted. */
public final class ChecksumException extends HubException {

    private static final long serialVersionUID = 1;

    ChecksumException(String message) {
        super(message);
    }
}

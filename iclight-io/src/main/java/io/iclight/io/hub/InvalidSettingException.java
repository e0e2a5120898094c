package io.iclight.io.hub;

/** A setting cannot be used; the message names the environment variable. */
public final class InvalidSettingException extends HubException {

    private static final long serialVersionUID = 1;

    InvalidSettingException(String message) {
        super(message);
    }
}

package io.iclight.models.config;

/** A model's configuration asks for what this library does not compute; the message names the key and its value. */
public final class UnsupportedConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the file, the key, its value, and what is supported
     */
    public UnsupportedConfigException(String message) {
        super(message);
    }
}

package io.iclight.io.machine;

/** A device was asked for that this machine does not have, or cannot use; the message says why, and what to do. */
public final class DeviceUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the device, what keeps it from being used, and what to do
     */
    public DeviceUnavailableException(String message) {
        super(message);
    }
}

package io.iclight.io.tensor;

/** No device has the name that was given. */
public final class UnknownDeviceException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param name what was given
     */
    public UnknownDeviceException(String name) {
        super("no device is called \"" + name
                + "\"; expected cpu, cuda, cuda:N with the number of a card from 0, or auto");
    }
}

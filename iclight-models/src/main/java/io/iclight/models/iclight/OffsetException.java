package io.iclight.models.iclight;

import io.iclight.io.weights.WeightsException;

/** An offset is not IC-Light's, is for another of its models, or does not fit the UNet that it is to be added to. */
public final class OffsetException extends WeightsException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message the file, what was expected, what was found, and which file to use
     */
    public OffsetException(String message) {
        super(message);
    }
}

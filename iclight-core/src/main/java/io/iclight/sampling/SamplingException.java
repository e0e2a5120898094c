package io.iclight.sampling;

/** No sampler, schedule or patch has that name or option, or sampler and schedule do not go together. */
public final class SamplingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Makes the exception.
     *
     * @param message what was asked for, what there is, and what to do
     */
    public SamplingException(String message) {
        super(message);
    }

    /**
     * Makes the exception for a failure below.
     *
     * @param message what was asked for, and what would do
     * @param cause the failure
     */
    public SamplingException(String message, Throwable cause) {
        super(message, cause);
    }
}

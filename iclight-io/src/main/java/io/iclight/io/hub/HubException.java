package io.iclight.io.hub;

/** A file of the hub could not be had; the message says which, why, and what to do. */
public abstract sealed class HubException extends RuntimeException
        permits OfflineException,
                AccessRefusedException,
                NotOnHubException,
                UnreachableException,
                UnexpectedAnswerException,
                ChecksumException,
                CacheException,
                InterruptedDownloadException,
                InvalidNameException,
                InvalidSettingException {

    private static final long serialVersionUID = 1;

    HubException(String message) {
        super(message);
    }

    HubException(String message, Throwable cause) {
        super(message, cause);
    }
}

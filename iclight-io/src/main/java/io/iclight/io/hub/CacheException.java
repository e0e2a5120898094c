package io.iclight.io.hub;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** The cache folder cannot be read or written. */
public sealed class CacheException extends HubException permits DiskFullException {

    private static final long serialVersionUID = 1;

    CacheException(String message) {
        super(message);
    }

    CacheException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says in words what an operating system says in codes. */
    static HubException of(Path cacheFolder, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return InterruptedDownloadException.after(e);
        }
        if (DiskFullException.isSaidBy(e)) {
            return new DiskFullException(
                    "the disk of the cache folder " + cacheFolder + " is full (" + e.getMessage() + "); make room, or "
                            + "choose another folder with HF_HUB_CACHE. What was received is kept for the next try",
                    e);
        }
        String reason = e instanceof AccessDeniedException denied
                ? "permission denied: " + denied.getFile()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
        return new CacheException(
                "the cache folder " + cacheFolder + " cannot be used (" + reason + "); mend it, or choose another with "
                        + "HF_HUB_CACHE",
                e);
    }
}

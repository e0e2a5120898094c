package io.iclight.io.hub;

import java.io.IOException;
import java.util.Locale;

/** There is no room for a file on the disk of the cache folder. */
public final class DiskFullException extends CacheException {

    private static final long serialVersionUID = 1;

    DiskFullException(String message) {
        super(message);
    }

    DiskFullException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Java has no type for it; these are the words of Linux and macOS, of quotas, and of Windows. */
    static boolean isSaidBy(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("quota exceeded")
                || message.contains("not enough space");
    }
}

package io.iclight.io.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The system does not let a file be read or written; the message names it, and says why in words. */
public final class FileAccessException extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    private FileAccessException(String message, IOException cause) {
        super(message, cause);
    }

    /**
     * Says that a file cannot be read.
     *
     * @param file that was to be read
     * @param cause what the system says
     * @return to be thrown
     */
    public static FileAccessException unreadable(Path file, IOException cause) {
        String reason = Files.isDirectory(file) ? "it is a folder, expected a file" : reason(cause);
        // The empty path is the current folder's, and as a name says nothing.
        String name = file.toString().isEmpty() ? "the empty path" : file.toString();
        return new FileAccessException(name + " cannot be read: " + reason, cause);
    }

    /**
     * Says that a folder cannot be listed.
     *
     * @param folder that was to be listed
     * @param cause what the system says
     * @return to be thrown
     */
    public static FileAccessException unlistable(Path folder, IOException cause) {
        return new FileAccessException(folder + " cannot be listed: " + reason(cause), cause);
    }

    /**
     * Says that a file, or a folder with files, cannot be written.
     *
     * @param file that was to be written
     * @param cause what the system says
     * @return to be thrown
     */
    public static FileAccessException unwritable(Path file, IOException cause) {
        Path folder = file.toAbsolutePath().getParent();
        String reason = folder == null || Files.isDirectory(folder)
                ? reason(cause)
                : "there is no folder " + folder + "; make it first";
        return new FileAccessException(file + " cannot be written: " + reason, cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it is not there; check the path";
        }
        if (cause instanceof AccessDeniedException) {
            return "the system denies access; check its permissions";
        }
        if (cause instanceof NotDirectoryException) {
            return "it is no folder";
        }
        return cause.toString();
    }
}

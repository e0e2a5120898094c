package io.iclight.io.image;

/** A picture file cannot be read or written; the message names it, what was expected, what was found, and a remedy. */
public class ImageFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ImageFileException(String origin, String problem) {
        super(origin + ": " + problem);
    }

    ImageFileException(String origin, String problem, Throwable cause) {
        super(origin + ": " + problem, cause);
    }
}

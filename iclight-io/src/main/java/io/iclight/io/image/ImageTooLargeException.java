package io.iclight.io.image;

/** A picture file announces more pixels than its reader allows; nothing was decoded. */
public final class ImageTooLargeException extends ImageFileException {

    private static final long serialVersionUID = 1;

    ImageTooLargeException(String origin, ImageSize found, long maxPixels) {
        super(
                origin,
                "expected at most " + maxPixels + " pixels, found " + found + " = " + found.pixels()
                        + "; make it smaller, or read it by ImageDecoder.withMaxPixels if you trust it");
    }
}

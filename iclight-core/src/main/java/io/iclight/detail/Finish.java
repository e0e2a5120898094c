package io.iclight.detail;

import io.iclight.io.image.Image;

/**
 * Something that is done to a picture after the last pass. {@link TransferredDetail}, {@link ColorLock} and {@link
 * OriginalBackground} can be written as JSON; one's own can be a lambda.
 */
@FunctionalInterface
public interface Finish {

    /**
     * Finishes a picture.
     *
     * @param relit what the last pass, or the finish before, made; RGB
     * @param original the photo, at the same size
     * @return an RGB picture of the same size
     */
    Image apply(Image relit, Original original);
}

package io.iclight.detail;

import io.iclight.io.image.Image;

/** Gives a relit picture the fine detail of the original back. */
@FunctionalInterface
public interface DetailTransfer {

    /**
     * Transfers detail.
     *
     * @param relit the picture whose light is kept
     * @param original the picture whose detail is taken; it is brought to the size of the other
     * @return an RGB image of the relit picture's size
     */
    Image apply(Image relit, Image original);
}

package io.iclight.detail;

import io.iclight.io.image.Image;

/**
 * Puts the relit subject back into the photo: {@code matte * relit + (1 - matte) * photo}, rounded. Where the matte is 0
 * the photo's pixels are kept to the bit, where it is 1 the relit ones are, and at the edge both are blended.
 *
 * <p>A photo without a matte is subject all over, and nothing changes.
 */
public record OriginalBackground() implements Finish {

    @Override
    public Image apply(Image relit, Original original) {
        return original.behind(relit);
    }
}

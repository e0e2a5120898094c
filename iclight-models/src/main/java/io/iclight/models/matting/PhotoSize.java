package io.iclight.models.matting;

import io.iclight.io.image.ImageSize;
import io.iclight.io.image.Matte;

/**
 * The size at which a matting network sees photographs: that of the pictures it was trained on.
 *
 * @param pixels about how many
 * @param multiple what both sides are multiples of
 */
public record PhotoSize(int pixels, int multiple) {

    /** About a megapixel, as IC-Light's demos show photographs to RMBG-1.4. */
    public static final PhotoSize RMBG = new PhotoSize(1024 * 1024, 64);

    /** Checks the components. */
    public PhotoSize {
        if (multiple < 1 || pixels < (long) multiple * multiple) {
            throw new IllegalArgumentException("sides that are multiples of " + multiple + " make no picture of "
                    + pixels + " pixels; expected a multiple of 1 or more, and its square or more pixels");
        }
    }

    /**
     * Computes the size for a photograph.
     *
     * @param photo the photograph's size
     * @return a size in proportion
     * @throws IllegalArgumentException if the photograph is so narrow that a side would round to 0
     */
    public ImageSize of(ImageSize photo) {
        return Matte.networkSize(photo, pixels, multiple);
    }
}

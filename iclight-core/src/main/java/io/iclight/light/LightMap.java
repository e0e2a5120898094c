package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;

/**
 * Makes a picture of nothing but light. The foreground model starts its diffusion from it, and the background model sees
 * it in the place of a background.
 */
@FunctionalInterface
public interface LightMap {

    /**
     * Makes the picture.
     *
     * @param size of the picture to be relit
     * @return an RGB image of about that size; it is cropped to it
     */
    Image render(ImageSize size);
}

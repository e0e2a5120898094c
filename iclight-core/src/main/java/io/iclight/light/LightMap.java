package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Optional;

/** A light that is the same picture for every model. */
public sealed interface LightMap extends LightSource permits Ambient, ColoredLight, Gradient, LightImage {

    /**
     * Draws the light.
     *
     * @param size of the picture to be relit
     * @return an RGB picture of that size
     */
    Image render(ImageSize size);

    @Override
    default Optional<Image> render(ImageSize size, LightLevels levels) {
        return Optional.of(render(size));
    }
}

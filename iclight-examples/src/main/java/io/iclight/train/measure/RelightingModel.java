package io.iclight.train.measure;

import io.iclight.io.image.Image;
import io.iclight.light.LightSource;

/** A text-conditioned model, as measures see it. */
@FunctionalInterface
public interface RelightingModel {

    /**
     * Relights.
     *
     * @param photo with opacity
     * @param prompt what the picture should show
     * @param light where light should come from
     * @param seed of the noise
     * @return RGB, of whatever size the model makes
     */
    Image relit(Image photo, String prompt, LightSource light, long seed);
}

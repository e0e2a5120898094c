package io.iclight.train.measure;

import io.iclight.io.image.Image;

/** A background-conditioned model, as measures see it. */
@FunctionalInterface
public interface CompositingModel {

    /**
     * Relights.
     *
     * @param photo with opacity
     * @param background what is to be behind the subject
     * @param prompt what the picture should show
     * @param seed of the noise
     * @return RGB, of whatever size the model makes
     */
    Image relit(Image photo, Image background, String prompt, long seed);
}

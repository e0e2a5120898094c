package io.iclight.internal;

import com.google.common.collect.ImmutableList;
import io.iclight.io.image.CenterCrop;
import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import io.iclight.light.LightLevels;
import io.iclight.light.LightSource;
import java.util.Optional;

/** The pictures that a relight is made from, at whatever size a pass has. */
public interface Scene {

    /**
     * Returns the pictures that the network sees at every step.
     *
     * @param size of the pass
     * @return RGB pictures of that size, one for each four input channels beyond the first
     */
    ImmutableList<Image> conditions(ImageSize size);

    /**
     * Returns the picture that the first pass starts from.
     *
     * @param size of the pass
     * @return an RGB picture of that size, or empty to start from noise
     */
    Optional<Image> start(ImageSize size);

    /**
     * Makes the scene of the text-conditioned models: they see the foreground, and light is a picture to start from.
     *
     * @param foreground RGB, on grey where there is no foreground; of any size, it is cropped around its centre
     * @param light where light should come from
     * @return the scene
     */
    static Scene textConditioned(Image foreground, LightSource light) {
        return new CroppedPictures(ImmutableList.of(foreground), light);
    }

    /**
     * Makes the scene of the background-conditioned model: it sees foreground and background.
     *
     * @param foreground RGB, on grey where there is no foreground; of any size, it is cropped around its centre
     * @param background RGB, of any size, cropped likewise
     * @param light what it starts from; {@link LightSource#NONE}, as in the demo, to start from noise
     * @return the scene
     */
    static Scene backgroundConditioned(Image foreground, Image background, LightSource light) {
        return new CroppedPictures(ImmutableList.of(foreground, background), light);
    }

    /**
     * Pictures of any size.
     *
     * @param seen by the network, each cropped around its centre
     * @param light what the first pass starts from
     */
    record CroppedPictures(ImmutableList<Image> seen, LightSource light) implements Scene {

        @Override
        public ImmutableList<Image> conditions(ImageSize size) {
            return seen.stream()
                    .map(picture -> CenterCrop.LANCZOS.resize(picture, size))
                    .collect(ImmutableList.toImmutableList());
        }

        @Override
        public Optional<Image> start(ImageSize size) {
            return light.render(size, LightLevels.FOREGROUND_MODEL);
        }
    }
}

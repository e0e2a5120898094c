package io.iclight.light;

import io.iclight.io.image.Image;
import io.iclight.io.image.ImageSize;
import java.util.Objects;
import java.util.Optional;

/**
 * Where light should come from. The foreground model starts its diffusion from a picture of it, and the background model
 * sees that picture in the place of a background.
 *
 * <p>{@link LightSide} and {@link #AMBIENT} are the demos' own; {@link AngledLight}, {@link PointLight} and
 * {@link SpotLight} have a place, a colour and a strength; a {@link LightMap} is the same picture for every model; and
 * {@link #plus} adds one light to another.
 */
public sealed interface LightSource
        permits LightSide, NoLight, AmbientLight, AngledLight, PointLight, SpotLight, LightSum, LightMap {

    /** No preference: the relight starts from pure noise, and the prompt alone decides. */
    LightSource NONE = NoLight.INSTANCE;

    /** The same light from every side, at the level that the model takes for it. */
    LightSource AMBIENT = AmbientLight.INSTANCE;

    /**
     * Makes a light of a picture.
     *
     * @param picture bright where light is; of any size, it is cropped around its centre
     * @return the light
     */
    static LightSource of(Image picture) {
        return new LightImage(picture);
    }

    /**
     * Adds another light.
     *
     * @param other what shines too
     * @return both at once
     */
    default LightSource plus(LightSource other) {
        return LightSum.of(this, Objects.requireNonNull(other, "other"));
    }

    /**
     * Draws the light.
     *
     * @param size of the picture to be relit
     * @param levels what the model takes for light and darkness
     * @return an RGB picture of that size, 8 bits a sample, or empty where there is no preference; one that is cropped from
     *     another picture may be a pixel smaller along an odd side
     */
    Optional<Image> render(ImageSize size, LightLevels levels);
}

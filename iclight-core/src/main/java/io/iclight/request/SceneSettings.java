package io.iclight.request;

import io.iclight.light.LightSource;
import io.iclight.matting.MatteSource;
import java.util.Optional;

/**
 * What the subject is, and what stands around it.
 *
 * @param light where light should come from. The foreground model starts from its picture. The background model takes that
 *     picture for a background, as the demo does; where there is a background too, it starts from the light, as the
 *     foreground model does
 * @param background what stands behind the subject; only the background model sees it
 * @param matte what tells the subject from the photo's own background
 */
public record SceneSettings(LightSource light, Optional<Background> background, MatteSource matte) {

    /** No preference: the prompt alone decides, and the subject is found by whatever there is. */
    public static final SceneSettings DEFAULT = new SceneSettings(LightSource.NONE, Optional.empty(), MatteSource.AUTO);

    /**
     * Checks the components.
     *
     * @throws InvalidRequestException if one is missing
     */
    public SceneSettings {
        Requirement.given("light", light);
        Requirement.given("background", background);
        Requirement.given("matte", matte);
    }

    /**
     * Returns these settings with another light.
     *
     * @param other where light should come from
     * @return new settings
     */
    public SceneSettings withLight(LightSource other) {
        return new SceneSettings(other, background, matte);
    }

    /**
     * Returns these settings with a background.
     *
     * @param other what stands behind the subject
     * @return new settings
     */
    public SceneSettings withBackground(Background other) {
        Requirement.given("background", other);
        return new SceneSettings(light, Optional.of(other), matte);
    }

    /**
     * Returns these settings without a background.
     *
     * @return new settings
     */
    public SceneSettings withoutBackground() {
        return new SceneSettings(light, Optional.empty(), matte);
    }

    /**
     * Returns these settings with another matte.
     *
     * @param other what tells the subject from the photo's background
     * @return new settings
     */
    public SceneSettings withMatte(MatteSource other) {
        return new SceneSettings(light, background, other);
    }
}

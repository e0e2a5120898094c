package io.iclight.request;

import io.iclight.light.LightSource;

/**
 * What stands around the subject.
 *
 * @param light where light should come from
 */
public record SceneSettings(LightSource light) {

    /** No preference: the prompt alone decides. */
    public static final SceneSettings DEFAULT = new SceneSettings(LightSource.NONE);

    /** Checks the component. */
    public SceneSettings {
        Requirement.given("light", light);
    }
}

package io.iclight.light;

/**
 * Where light should come from: the lighting preference that a relight starts from.
 *
 * @see LightSide
 */
public sealed interface LightSource permits LightSide, NoLight {

    /** No preference: the relight starts from pure noise, and the prompt alone decides. */
    LightSource NONE = NoLight.INSTANCE;

    /**
     * Returns the name that stands in a request's JSON.
     *
     * @return such as {@code left}
     */
    String label();
}

package io.iclight.train.render.light;

import com.google.common.collect.ImmutableList;

/**
 * All the light on a scene.
 *
 * @param lights the sources
 * @param surroundings the light from all around
 */
public record Lighting(ImmutableList<Light> lights, Surroundings surroundings) {

    /**
     * Sources in the dark.
     *
     * @param lights the sources
     * @return the lighting
     */
    public static Lighting of(Light... lights) {
        return new Lighting(ImmutableList.copyOf(lights), Surroundings.DARK);
    }

    /**
     * Adds light from all around.
     *
     * @param more the light to add
     * @return the lighting with it
     */
    public Lighting in(Surroundings more) {
        return new Lighting(lights, surroundings.plus(more));
    }
}

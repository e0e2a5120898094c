package io.iclight.train.caption;

import io.iclight.train.render.mood.Mood;

/**
 * Words for a light, and the light.
 *
 * @param text as a user would write it
 * @param mood what it looks like
 */
public record LightPhrase(String text, Mood mood) {}

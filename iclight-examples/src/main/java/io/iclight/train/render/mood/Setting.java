package io.iclight.train.render.mood;

import io.iclight.train.render.light.Lighting;
import io.iclight.train.render.picture.LinearImage;

/**
 * A place and an hour around a subject.
 *
 * @param lighting the light that falls on the subject
 * @param backdrop what is seen behind it
 */
public record Setting(Lighting lighting, LinearImage backdrop) {}

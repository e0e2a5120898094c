package io.iclight.train.data;

import io.iclight.light.LightSide;
import io.iclight.train.render.picture.LinearImage;

/**
 * A subject in one light, before the backdrop that belongs to it.
 *
 * @param words what the picture shows, as a prompt says it
 * @param side where the strongest light comes from
 * @param foreground the subject, straight
 * @param backdrop what is seen behind it
 */
record Exposure(String words, LightSide side, LinearImage foreground, LinearImage backdrop) {

    /** The same subject in both lights at once; light adds up. */
    Exposure plus(Exposure other, String sumWords) {
        return new Exposure(sumWords, side, foreground.plus(other.foreground), backdrop.plus(other.backdrop));
    }
}

package io.iclight;

import java.util.Locale;

/** A side that light comes from: the first pass starts from a picture that is bright there and dark opposite. */
public enum LightDirection implements LightSource {
    /** The viewer's left. */
    LEFT,
    /** The viewer's right. */
    RIGHT,
    /** Above. */
    TOP,
    /** Below. */
    BOTTOM;

    @Override
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

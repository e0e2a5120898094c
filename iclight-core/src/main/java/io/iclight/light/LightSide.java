package io.iclight.light;

import java.util.Locale;

/** The side that light comes from, as seen by whoever looks at the picture. */
public enum LightSide implements LightSource {
    /** From the left edge. */
    LEFT,
    /** From the right edge. */
    RIGHT,
    /** From the top edge. */
    TOP,
    /** From the bottom edge. */
    BOTTOM;

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

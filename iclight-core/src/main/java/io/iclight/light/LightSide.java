package io.iclight.light;

/** The side that light comes from, as seen by whoever looks at the picture. */
public enum LightSide {
    /** From the left edge. */
    LEFT,
    /** From the right edge. */
    RIGHT,
    /** From the top edge. */
    TOP,
    /** From the bottom edge. */
    BOTTOM
}

package io.iclight.light;

/** The side or corner that a {@link ColoredLight} shines from. */
public enum LightPosition {
    /** From the left edge. */
    LEFT,
    /** From the right edge. */
    RIGHT,
    /** From the top edge. */
    TOP,
    /** From the bottom edge. */
    BOTTOM,
    /** From the upper left corner. */
    TOP_LEFT,
    /** From the upper right corner. */
    TOP_RIGHT,
    /** From the lower left corner. */
    BOTTOM_LEFT,
    /** From the lower right corner. */
    BOTTOM_RIGHT;

    boolean isCorner() {
        return ordinal() >= TOP_LEFT.ordinal();
    }

    /** Whether what is right is nearer than what is left. */
    boolean isRight() {
        return this == RIGHT || this == TOP_RIGHT || this == BOTTOM_RIGHT;
    }

    /** Whether what is below is nearer than what is above. */
    boolean isBottom() {
        return this == BOTTOM || this == BOTTOM_LEFT || this == BOTTOM_RIGHT;
    }
}

package io.iclight.drawing;

/**
 * Values along one side of a chart.
 *
 * @param spacing how values are spread
 * @param from the value at {@code begin}
 * @param to the value at {@code end}
 * @param begin in pixels
 * @param end in pixels
 */
public record Axis(Spacing spacing, double from, double to, double begin, double end) {

    /** How values are spread along an axis. */
    public enum Spacing {
        /** The same difference is the same length. */
        LINEAR,
        /** The same ratio is the same length. */
        LOGARITHMIC
    }

    /**
     * Finds a value's place.
     *
     * @param value where the axis is logarithmic, above 0
     * @return in pixels; beyond its ends where the value is
     */
    public double at(double value) {
        double share =
                spacing == Spacing.LINEAR ? (value - from) / (to - from) : Math.log(value / from) / Math.log(to / from);
        return begin + (end - begin) * share;
    }
}

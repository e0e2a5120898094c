package io.iclight.figures;

/**
 * Values along one side of a chart.
 *
 * @param spacing how values are spread
 * @param from the value at {@code begin}
 * @param to the value at {@code end}
 * @param begin in pixels
 * @param end in pixels
 */
record Axis(Spacing spacing, double from, double to, double begin, double end) {

    /** How values are spread along an axis. */
    enum Spacing {
        LINEAR,
        LOGARITHMIC
    }

    double at(double value) {
        double share =
                spacing == Spacing.LINEAR ? (value - from) / (to - from) : Math.log(value / from) / Math.log(to / from);
        return begin + (end - begin) * share;
    }
}

package io.iclight.train.render.solid;

/** Joining two distances without a crease. */
final class Blend {

    private Blend() {}

    /**
     * The lesser of two, rounded where they are closer to each other than {@code width}: the cubic form, whose second
     * derivative has no jump, so that highlights run smoothly over the join.
     */
    static double min(double a, double b, double width) {
        double overlap = width - Math.abs(a - b);
        if (overlap <= 0) {
            return Math.min(a, b);
        }
        double h = overlap / width;
        return Math.min(a, b) - h * h * h * width * (1.0 / 6);
    }
}

package io.iclight.train.render.solid;

/** A smooth curve through points: the radius of a turned thing at each height. */
public final class Profile {

    private final double[] heights;
    private final double[] radii;
    private final double[] slopes;

    /**
     * Lays the curve through its points (monotone cubic interpolation of Fritsch and Carlson, so that it never bulges
     * beyond them).
     *
     * @param heights rising, at least two
     * @param radii as many
     */
    public Profile(double[] heights, double[] radii) {
        this.heights = heights.clone();
        this.radii = radii.clone();
        this.slopes = new double[heights.length];
        int last = heights.length - 1;
        for (int i = 1; i < last; i++) {
            double before = secant(i - 1);
            double after = secant(i);
            slopes[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
        }
        slopes[0] = secant(0);
        slopes[last] = secant(last - 1);
    }

    private double secant(int i) {
        return (radii[i + 1] - radii[i]) / (heights[i + 1] - heights[i]);
    }

    double bottom() {
        return heights[0];
    }

    double top() {
        return heights[heights.length - 1];
    }

    double greatest() {
        double greatest = 0;
        for (double radius : radii) {
            greatest = Math.max(greatest, radius);
        }
        return greatest;
    }

    /**
     * Evaluates the curve.
     *
     * @param height where; beyond the ends the end counts
     * @return the radius there
     */
    public double at(double height) {
        int i = segment(height);
        double span = heights[i + 1] - heights[i];
        double t = Math.max(0, Math.min(1, (height - heights[i]) / span));
        double s = 1 - t;
        return radii[i] * s * s * (1 + 2 * t)
                + radii[i + 1] * t * t * (1 + 2 * s)
                + span * t * s * (slopes[i] * s - slopes[i + 1] * t);
    }

    /** How fast the radius grows upwards. */
    double slope(double height) {
        int i = segment(height);
        double span = heights[i + 1] - heights[i];
        double t = Math.max(0, Math.min(1, (height - heights[i]) / span));
        double s = 1 - t;
        return 6 * t * s * secant(i) + slopes[i] * s * (1 - 3 * t) + slopes[i + 1] * t * (3 * t - 2);
    }

    private int segment(double height) {
        int i = 0;
        while (i < heights.length - 2 && height > heights[i + 1]) {
            i++;
        }
        return i;
    }
}

package io.iclight.samplers.schedule;

/** The logarithm of the gamma function for positive arguments, by Stirling's series. */
final class LogGamma {

    /** From here on the series below is exact to double precision. */
    private static final double LARGE = 15;

    /** Bernoulli numbers over 2k (2k - 1). */
    private static final double[] STIRLING = {
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
    };

    private LogGamma() {}

    static double of(double x) {
        double shift = 0;
        double large = x;
        while (large < LARGE) {
            shift += Math.log(large);
            large++;
        }
        double series = 0;
        for (int i = STIRLING.length - 1; i >= 0; i--) {
            series = series / (large * large) + STIRLING[i];
        }
        return (large - 0.5) * Math.log(large) - large + 0.5 * Math.log(2 * Math.PI) + series / large - shift;
    }
}

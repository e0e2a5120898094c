package io.iclight.parity.cases;

/**
 * One output of a case beside what was wanted.
 *
 * @param output the output's name
 * @param measure how the error is measured, such as {@code rel_l2}; or, where nothing could be measured, what is wrong
 * @param error the error; NaN where nothing could be measured
 * @param limit the largest error that passes
 */
public record Comparison(String output, String measure, double error, double limit) {

    /**
     * Says whether the output is close enough.
     *
     * @return whether the error is a number within the limit
     */
    public boolean passes() {
        return error <= limit;
    }

    /**
     * Puts the error in relation to its limit.
     *
     * @return error over limit, 0 where both are 0, infinite where nothing could be measured
     */
    public double ratio() {
        if (Double.isNaN(error)) {
            return Double.POSITIVE_INFINITY;
        }
        return error == 0 ? 0 : error / limit;
    }

    /**
     * Notes that nothing could be measured.
     *
     * @param output the output's name, or what else failed
     * @param problem what is wrong
     * @return a comparison that does not pass
     */
    public static Comparison failure(String output, String problem) {
        return new Comparison(output, problem, Double.NaN, 0);
    }
}

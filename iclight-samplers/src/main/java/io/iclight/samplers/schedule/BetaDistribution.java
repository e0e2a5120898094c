package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Spaces sigmas by the quantiles of a beta distribution (Lee et al., 2024, Beta Sampling is All You Need).
 *
 * @param alpha the first shape parameter, above 0; 0.6 in the paper
 * @param beta the second shape parameter, above 0; 0.6 in the paper
 */
public record BetaDistribution(double alpha, double beta) implements SigmaSpacing {

    /** With the paper's shape. */
    public static final BetaDistribution DEFAULT = new BetaDistribution(0.6, 0.6);

    private static final double LEAST = 1e-300;
    private static final double EPSILON = 1e-16;
    private static final int MOST_TERMS = 10_000;

    /** Checks the components. */
    public BetaDistribution {
        if (!(alpha > 0 && beta > 0 && alpha < Double.POSITIVE_INFINITY && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "shape parameters must be above 0, was alpha " + alpha + ", beta " + beta);
        }
    }

    @Override
    public ImmutableDoubleArray sigmas(SigmaRange range, int steps) {
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps);
        for (double ramp : Linspace.numpy(0, 1, steps)) {
            sigmas.add(range.min() + quantile(1 - ramp) * (range.max() - range.min()));
        }
        return sigmas.build();
    }

    /**
     * Inverts the distribution function.
     *
     * @param probability 0 to 1
     * @return what a value of this distribution stays below with that probability, 0 to 1
     */
    public double quantile(double probability) {
        if (probability <= 0 || probability >= 1) {
            return probability <= 0 ? 0 : 1;
        }
        double low = 0;
        double high = 1;
        double middle = 0.5;
        while (low < middle && middle < high) {
            if (cumulative(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return middle;
    }

    /** The distribution function, by the continued fraction on whichever side it converges fast. */
    private double cumulative(double x) {
        double front = Math.exp(LogGamma.of(alpha + beta)
                - LogGamma.of(alpha)
                - LogGamma.of(beta)
                + alpha * Math.log(x)
                + beta * Math.log1p(-x));
        return x < (alpha + 1) / (alpha + beta + 2)
                ? front * continuedFraction(alpha, beta, x) / alpha
                : 1 - front * continuedFraction(beta, alpha, 1 - x) / beta;
    }

    /** Lentz's method for the continued fraction of the incomplete beta function (DLMF 8.17.22). */
    private static double continuedFraction(double a, double b, double x) {
        double c = 1;
        double d = awayFromZero(1 - (a + b) * x / (a + 1));
        double value = 1 / d;
        d = 1 / d;
        for (int m = 1; m < MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / awayFromZero(1 + even * d);
            c = awayFromZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / awayFromZero(1 + odd * d);
            c = awayFromZero(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < EPSILON) {
                break;
            }
        }
        return value;
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < LEAST ? LEAST : value;
    }
}

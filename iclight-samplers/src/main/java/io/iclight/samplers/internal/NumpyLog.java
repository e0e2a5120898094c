package io.iclight.samplers.internal;

/**
 * The natural logarithm of float32 numbers as numpy computes it on processors with vectors and fused multiplication:
 * by a rational function that is off by one in the last place now and then. A cast to whole timesteps shows it, and
 * so do differences of logarithms.
 */
public final class NumpyLog {

    /** By rising powers of the mantissa less 1. */
    private static final float[] NUMERATOR = {
        0, 0.9999999999999999f, 2.112677543073053f, 1.4800006335765066f, 0.38088377413884083f, 0.025899791179079177f
    };

    private static final float[] DENOMINATOR = {
        1, 2.612677543073109f, 2.4530060717847364f, 0.9864942958519418f, 0.1546476374983907f, 0.005875095403124574f
    };

    private static final float SQRT_HALF = (float) Math.sqrt(0.5);
    private static final float LOG_2 = (float) Math.log(2);

    private NumpyLog() {}

    /**
     * Computes a logarithm.
     *
     * @param x any number
     * @return {@code ln x}, or what {@link Math#log} says of numbers that are not positive and finite
     */
    public static float of(float x) {
        if (!(x >= Float.MIN_NORMAL && x < Float.POSITIVE_INFINITY)) {
            return (float) Math.log(x);
        }
        int exponent = Math.getExponent(x) + 1;
        float mantissa = Math.scalb(x, -exponent);
        if (mantissa <= SQRT_HALF) {
            mantissa *= 2;
            exponent--;
        }
        float above = mantissa - 1;
        return Math.fma(exponent, LOG_2, polynomial(NUMERATOR, above) / polynomial(DENOMINATOR, above));
    }

    private static float polynomial(float[] coefficients, float x) {
        float value = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            value = Math.fma(value, x, coefficients[i]);
        }
        return value;
    }
}

package io.iclight.samplers;

/**
 * The coefficients of an exponential integrator over one step: {@code x' = x * keep + D0 * value + D1 * slope + D2 *
 * curvature + z * noise}, the D being the integrand and its scaled differences.
 *
 * @param keep of the tensor that the step begins with
 * @param value of the integrand
 * @param slope of its first difference
 * @param curvature of its second difference
 * @param noise of new noise
 */
record ExponentialStep(double keep, double value, double slope, double curvature, double noise) {

    /** The coefficient of the first difference in a step of second order. */
    double slope(SecondOrder rule) {
        return rule == SecondOrder.MIDPOINT ? value / 2 : slope;
    }
}

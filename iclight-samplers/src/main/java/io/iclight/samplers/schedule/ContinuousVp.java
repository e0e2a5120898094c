package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Spaces the times of the variance-preserving stochastic differential equation evenly (Song et al., 2021). The range of
 * sigmas follows from the components, and the one given is ignored.
 *
 * @param betaSlope by how much beta rises from time 0 to time 1; k-diffusion's default is 19.9
 * @param betaMin beta at time 0; k-diffusion's default is 0.1
 * @param timeMin the least time, above 0 and at most 1; k-diffusion's default is 0.001
 */
public record ContinuousVp(double betaSlope, double betaMin, double timeMin) implements SigmaSpacing {

    /** Checks the components. */
    public ContinuousVp {
        if (!(betaSlope >= 0 && betaMin >= 0 && timeMin > 0 && timeMin <= 1)) {
            throw new IllegalArgumentException(
                    "expected betas of 0 or more and a least time in 0..1, above 0; was slope " + betaSlope + ", min "
                            + betaMin + ", time " + timeMin);
        }
    }

    @Override
    public ImmutableDoubleArray sigmas(SigmaRange range, int steps) {
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps);
        for (double time : Linspace.numpy(1, timeMin, steps)) {
            sigmas.add(Math.sqrt(Math.expm1(betaSlope * time * time / 2 + betaMin * time)));
        }
        return sigmas.build();
    }
}

package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Spaces the logarithms of sigmas by a power, as k-diffusion does.
 *
 * @param rho the power, above 0; 1 is {@link Exponential}, larger puts more steps at the clean end
 */
public record Polyexponential(double rho) implements SigmaSpacing {

    /** Checks the components. */
    public Polyexponential {
        if (!(rho > 0)) {
            throw new IllegalArgumentException("rho must be above 0, was " + rho);
        }
    }

    @Override
    public ImmutableDoubleArray sigmas(SigmaRange range, int steps) {
        double min = Math.log(range.min());
        double max = Math.log(range.max());
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps);
        for (double ramp : Linspace.numpy(1, 0, steps)) {
            sigmas.add(Math.exp(Math.pow(ramp, rho) * (max - min) + min));
        }
        return sigmas.build();
    }
}

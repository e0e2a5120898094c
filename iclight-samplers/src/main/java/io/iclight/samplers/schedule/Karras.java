package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Spaces the roots of sigmas evenly (Karras et al., 2022, equation 5).
 *
 * @param rho which root, above 0; larger puts more steps at the clean end
 */
public record Karras(double rho) implements SigmaSpacing {

    /** With the paper's root, 7. */
    public static final Karras DEFAULT = new Karras(7);

    /** Checks the components. */
    public Karras {
        if (!(rho > 0)) {
            throw new IllegalArgumentException("rho must be above 0, was " + rho);
        }
    }

    @Override
    public ImmutableDoubleArray sigmas(SigmaRange range, int steps) {
        double max = Math.pow(range.max(), 1 / rho);
        double min = Math.pow(range.min(), 1 / rho);
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps);
        for (double ramp : Linspace.numpy(0, 1, steps)) {
            sigmas.add(Math.pow(max + ramp * (min - max), rho));
        }
        return sigmas.build();
    }
}

package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/** Spaces the logarithms of sigmas evenly. */
public record Exponential() implements SigmaSpacing {

    @Override
    public ImmutableDoubleArray sigmas(SigmaRange range, int steps) {
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps);
        for (double log : Linspace.numpy(Math.log(range.max()), Math.log(range.min()), steps)) {
            sigmas.add(Math.exp(log));
        }
        return sigmas.build();
    }
}

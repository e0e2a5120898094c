package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;
import io.iclight.samplers.internal.NumpyLog;

/**
 * Spaces the logarithms of sigmas evenly (Lu et al., 2022, DPM-Solver). Other than {@link Exponential}, it starts from
 * logarithms in single precision, as diffusers does.
 */
public record LuLambdas() implements SigmaSpacing {

    @Override
    public ImmutableDoubleArray sigmas(SigmaRange range, int steps) {
        double min = NumpyLog.of((float) range.min());
        double max = NumpyLog.of((float) range.max());
        ImmutableDoubleArray.Builder sigmas = ImmutableDoubleArray.builder(steps);
        for (double ramp : Linspace.numpy(0, 1, steps)) {
            sigmas.add(Math.exp(max + ramp * (min - max)));
        }
        return sigmas.build();
    }
}

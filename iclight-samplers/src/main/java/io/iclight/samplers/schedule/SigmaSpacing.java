package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/** Spaces noise levels between two ends. */
@FunctionalInterface
public interface SigmaSpacing {

    /**
     * Spaces sigmas.
     *
     * @param range the ends
     * @param steps how many sigmas, 1 or more; a single one is the noisy end
     * @return sigmas, noisiest first, without a final 0
     */
    ImmutableDoubleArray sigmas(SigmaRange range, int steps);
}

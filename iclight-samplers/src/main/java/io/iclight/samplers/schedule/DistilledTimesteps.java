package io.iclight.samplers.schedule;

import com.google.common.primitives.ImmutableDoubleArray;

/**
 * Picks among the timesteps that a network was distilled to, as LCM (Luo et al., 2023) and TCD (Zheng et al., 2024) do.
 *
 * @param originalSteps how many steps the teacher took; 50 in both papers
 * @param strength how much of the teacher's schedule counts, from the clean end, above 0 to 1
 */
public record DistilledTimesteps(int originalSteps, double strength) implements TimestepSpacing {

    /** Checks the components. */
    public DistilledTimesteps {
        if (originalSteps < 1 || !(strength > 0 && strength <= 1)) {
            throw new IllegalArgumentException("expected 1 original step or more and a strength above 0 to 1; was "
                    + originalSteps + " steps, strength " + strength);
        }
    }

    @Override
    public ImmutableDoubleArray timesteps(int trained, int usable, int steps) {
        if (originalSteps > trained) {
            throw new IllegalArgumentException(
                    "original steps must be at most the " + trained + " trained timesteps, was " + originalSteps);
        }
        int available = (int) (originalSteps * strength);
        if (steps < 1 || steps > available) {
            throw new IllegalArgumentException("steps must be in 1.." + available + ", as many as the network's "
                    + originalSteps + " original steps have at strength " + strength + "; was " + steps);
        }
        int stride = trained / originalSteps;
        double skip = (double) available / steps;
        ImmutableDoubleArray.Builder timesteps = ImmutableDoubleArray.builder(steps);
        for (int i = 0; i < steps; i++) {
            timesteps.add((double) (available - (int) (i * skip)) * stride - 1);
        }
        return timesteps.build();
    }
}

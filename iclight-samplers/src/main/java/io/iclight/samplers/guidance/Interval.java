package io.iclight.samplers.guidance;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Guides during a part of the run alone; outside of it the network is asked for the positive prompt alone (Kynkäänniemi
 * et al., 2024, arXiv:2404.07724; diffusers' guiders).
 *
 * @param guidance guides within the interval
 * @param start where it begins, as a fraction of the run's steps, rounded down to a whole step; that step is guided
 * @param stop where it ends, likewise; that step is not guided
 */
public record Interval(Guidance guidance, double start, double stop) implements Guidance {

    /** Checks the components. */
    public Interval {
        Objects.requireNonNull(guidance, "guidance");
        if (!(start >= 0 && start <= stop && stop <= 1)) {
            throw new IllegalArgumentException(
                    "expected 0 <= start <= stop <= 1, was start " + start + ", stop " + stop);
        }
    }

    @Override
    public Tensor combine(Tensor unconditional, Tensor conditional, Moment moment) {
        return guidance.combine(unconditional, conditional, moment);
    }

    @Override
    public boolean isActive(Moment moment) {
        int first = (int) (start * moment.steps());
        int end = (int) (stop * moment.steps());
        return first <= moment.step() && moment.step() < end && guidance.isActive(moment);
    }
}

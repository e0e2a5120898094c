package io.iclight.samplers.guidance;

import java.util.Objects;
import org.bytedeco.pytorch.Tensor;

/**
 * Guides at some steps alone, evenly over the run, the first among them; at the others the network is asked for the
 * positive prompt alone.
 *
 * @param guidance guides at those steps
 * @param interval every how many, from 1; 1 is every step
 */
public record EveryNth(Guidance guidance, int interval) implements Guidance {

    /** Checks the components. */
    public EveryNth {
        Objects.requireNonNull(guidance, "guidance");
        if (interval < 1) {
            throw new IllegalArgumentException("expected an interval from 1, was " + interval);
        }
    }

    @Override
    public Tensor combine(Tensor unconditional, Tensor conditional, Moment moment) {
        return guidance.combine(unconditional, conditional, moment);
    }

    @Override
    public boolean isActive(Moment moment) {
        return moment.step() % interval == 0 && guidance.isActive(moment);
    }
}

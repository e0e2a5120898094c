package io.iclight.samplers.guidance;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Changes what guidance arrived at, where a formula on the two predictions is not enough. */
@FunctionalInterface
public interface Correction {

    /** Changes nothing. */
    Correction NONE = (estimates, x, moment) -> estimates.guided();

    /**
     * Estimates of the clean tensor, {@code [batch, channels, height, width]}.
     *
     * @param guided after guidance
     * @param negative for the negative prompt, where the step has one
     * @param positive for the positive prompt; where the step has no other, the same as {@code guided}
     */
    record Estimates(Tensor guided, Optional<Tensor> negative, Tensor positive) {}

    /**
     * Changes an estimate.
     *
     * @param estimates borrowed
     * @param x the noisy tensor, as the sampler has it; borrowed
     * @param moment when in the run
     * @return the estimate of the clean tensor; what else was made is freed by the caller's scope
     */
    Tensor correct(Estimates estimates, Tensor x, Moment moment);
}

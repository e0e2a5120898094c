package io.iclight.samplers.guidance;

import org.bytedeco.pytorch.Tensor;

/** Combines what a network predicts with and without a prompt. */
@FunctionalInterface
public interface Guidance {

    /**
     * Combines two raw predictions for the same noisy tensor.
     *
     * @param unconditional for the negative prompt, {@code [batch, channels, height, width]}; borrowed
     * @param conditional for the positive prompt, of the same shape; borrowed
     * @param moment when in the run
     * @return the guided prediction, of the same shape; what else was made is freed by the caller's scope
     */
    Tensor combine(Tensor unconditional, Tensor conditional, Moment moment);

    /**
     * Says whether there is anything to combine. Where there is not, the network is asked for the positive prompt alone,
     * which takes half the time.
     *
     * @param moment when in the run
     * @return whether {@link #combine} is to be called
     */
    default boolean isActive(Moment moment) {
        return true;
    }
}

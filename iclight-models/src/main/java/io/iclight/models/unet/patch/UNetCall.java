package io.iclight.models.unet.patch;

import com.google.common.collect.ImmutableList;
import java.util.Objects;

/**
 * One call of a UNet, as its patches see it.
 *
 * @param timestep on the training scale, 0 to 999, may be fractional
 * @param step of the pass, from 0
 * @param steps how many the pass has
 * @param prompts for which it predicts; the batch has {@code images} samples for the first, then for the second;
 *     {@linkplain UNetHooks#isPromptwise promptwise} hooks may see the batch of one of them
 * @param images how many samples each prompt has
 * @param purpose what the prediction is for
 */
public record UNetCall(
        double timestep, int step, int steps, ImmutableList<Prompt> prompts, long images, Purpose purpose) {

    /** Which of a request's prompts. */
    public enum Prompt {
        /** What the picture should not show. */
        NEGATIVE,
        /** What the picture should show. */
        POSITIVE
    }

    /** What a prediction is for. */
    public enum Purpose {
        /** The step itself. */
        PREDICTION,
        /** Guidance away from it: a further, worse prediction at the same step. It must not replace what a patch remembers. */
        DEGRADED
    }

    /** Checks the components. */
    public UNetCall {
        Objects.requireNonNull(purpose, "purpose");
        if (prompts.isEmpty() || step < 0 || step >= steps) {
            throw new IllegalArgumentException(
                    "a call needs a prompt and a step below " + steps + ", got " + prompts + ", step " + step);
        }
    }

    /**
     * Moves the call to another step.
     *
     * @param other of the same pass, from 0
     * @return a call that differs in this
     */
    public UNetCall atStep(int other) {
        return new UNetCall(timestep, other, steps, prompts, images, purpose);
    }

    /**
     * Tells how much of the pass lies behind.
     *
     * @return 0 at the first step, below 1 at the last
     */
    public double progress() {
        return (double) step / steps;
    }
}

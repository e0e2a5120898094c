package io.iclight.models.unet.patch;

import io.iclight.models.unet.patch.UNetCall.Prompt;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A guided step that a patch has changed the estimate of.
 *
 * @param before the step as that patch saw it
 * @param clean what it returned
 */
record Steered(GuidedCall before, Tensor clean) implements GuidedCall {

    @Override
    public UNetCall call() {
        return before.call();
    }

    @Override
    public Tensor noisy() {
        return before.noisy();
    }

    @Override
    public double alpha() {
        return before.alpha();
    }

    @Override
    public Optional<Tensor> clean(Prompt prompt) {
        return before.clean(prompt);
    }

    @Override
    public Tensor predict(Prompt prompt, Tensor noisy, UNetHooks hooks) {
        return before.predict(prompt, noisy, hooks);
    }
}

package io.iclight.models.unet.patch;

import io.iclight.models.unet.patch.UNetCall.Prompt;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A step after guidance, where further predictions may be asked for. All tensors are {@code [images, 4, height, width]},
 * borrowed, and what is returned belongs to the caller's scope.
 */
public interface GuidedCall {

    /**
     * Returns the call that was guided.
     *
     * @return the step, and which prompts it predicted for
     */
    UNetCall call();

    /**
     * Returns what the step starts from.
     *
     * @return {@code alpha * x0 + sigma * noise}
     */
    Tensor noisy();

    /**
     * Returns the factor of the clean picture in {@link #noisy()}.
     *
     * @return alpha
     */
    double alpha();

    /**
     * Returns the estimate of the clean picture after guidance, and after the patches before this one.
     *
     * @return x0
     */
    Tensor clean();

    /**
     * Returns the estimate of the clean picture for one prompt.
     *
     * @param prompt which
     * @return x0, or empty if the call did not predict for it
     */
    Optional<Tensor> clean(Prompt prompt);

    /**
     * Predicts once more at this step.
     *
     * @param prompt for which
     * @param noisy in place of {@link #noisy()}
     * @param hooks act beside those of the pass
     * @return the estimate of the clean picture
     */
    Tensor predict(Prompt prompt, Tensor noisy, UNetHooks hooks);
}

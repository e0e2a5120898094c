package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Tensor;

/** Keeps an estimate of the clean tensor within bounds. Latents have none; networks that predict pixels need it. */
@FunctionalInterface
public interface Restriction {

    /**
     * Restricts an estimate.
     *
     * @param clean {@code x0}; borrowed
     * @return the restricted estimate, of the same shape, belonging to the caller
     */
    Tensor restrict(Tensor clean);

    /**
     * Makes the denoiser whose estimates are restricted.
     *
     * @param denoiser makes the estimates
     * @return the denoiser
     */
    default Denoiser restricted(Denoiser denoiser) {
        return (x, level) -> {
            try (NativeScope scope = NativeScope.open()) {
                return scope.handOut(restrict(denoiser.denoise(x, level)));
            }
        };
    }
}

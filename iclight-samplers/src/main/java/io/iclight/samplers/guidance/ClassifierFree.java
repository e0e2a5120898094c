package io.iclight.samplers.guidance;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Classifier-free guidance (Ho and Salimans, 2022, arXiv:2207.12598): {@code unconditional + scale * (conditional -
 * unconditional)}.
 *
 * @param scale how far to go; 1 or less makes no unconditional prediction, as diffusers' pipelines do
 */
public record ClassifierFree(double scale) implements Guidance {

    @Override
    public Tensor combine(Tensor unconditional, Tensor conditional, Moment moment) {
        return extrapolated(unconditional, conditional, scale);
    }

    @Override
    public boolean isActive(Moment moment) {
        return scale > 1;
    }

    static Tensor extrapolated(Tensor unconditional, Tensor conditional, double scale) {
        try (NativeScope scope = NativeScope.open()) {
            return scope.handOut(unconditional.add(conditional.sub(unconditional), new Scalar(scale)));
        }
    }
}

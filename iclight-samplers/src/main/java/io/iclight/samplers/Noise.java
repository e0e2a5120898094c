package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Tensor;

/** A source of gaussian noise. Drawing changes the source: it belongs to one run. */
@FunctionalInterface
public interface Noise {

    /**
     * Draws the next tensor.
     *
     * @param shape its axes
     * @return independent standard normal float32 values, belonging to the caller; on the CPU, unless this source says
     *     otherwise
     */
    Tensor next(long... shape);

    /**
     * Draws the next tensor for a sampler.
     *
     * @param x whose shape, type and device the noise is to have; borrowed
     * @return standard normal values, belonging to the caller
     */
    default Tensor like(Tensor x) {
        try (NativeScope scope = NativeScope.open()) {
            Tensor drawn = ShapeMismatchException.check("drawn noise", next(ShapeMismatchException.shape(x)), x);
            return scope.handOut(drawn.to(x.device(), x.scalar_type()));
        }
    }
}

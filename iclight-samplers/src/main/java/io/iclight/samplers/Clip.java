package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Cuts estimates to a range ({@code clip_sample} in diffusers).
 *
 * @param range the largest absolute value that is left, above 0
 */
public record Clip(double range) implements Restriction {

    /** Checks the components. */
    public Clip {
        if (!(range > 0)) {
            throw new IllegalArgumentException("range must be above 0, was " + range);
        }
    }

    @Override
    public Tensor restrict(Tensor clean) {
        try (NativeScope scope = NativeScope.open()) {
            return scope.handOut(
                    clean.clamp(new ScalarOptional(new Scalar(-range)), new ScalarOptional(new Scalar(range))));
        }
    }
}

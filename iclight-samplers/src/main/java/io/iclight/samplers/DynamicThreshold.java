package io.iclight.samplers;

import io.iclight.samplers.internal.NativeScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * Cuts each estimate at a quantile of its own absolute values and scales it to -1…1 (Saharia et al., 2022,
 * arXiv:2205.11487; {@code thresholding} in diffusers).
 *
 * @param quantile which share of the absolute values is kept, 0 to 1
 * @param largest the cut is never above this; never below 1 either, and where the two disagree this one holds
 */
public record DynamicThreshold(double quantile, double largest) implements Restriction {

    /** Checks the components. */
    public DynamicThreshold {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must be in 0..1, was " + quantile);
        }
    }

    @Override
    public Tensor restrict(Tensor clean) {
        try (NativeScope scope = NativeScope.open()) {
            Tensor flat = clean.reshape(clean.size(0), -1);
            Tensor cut = flat.abs()
                    .quantile(quantile, new LongOptional(1), true, "linear")
                    .clamp(new ScalarOptional(new Scalar(1)), new ScalarOptional(new Scalar(largest)));
            Tensor cropped = flat.clamp(new TensorOptional(cut.neg()), new TensorOptional(cut));
            return scope.handOut(cropped.div(cut).view_as(clean));
        }
    }
}

package io.iclight.io.weights;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A weight that is kept in two parts, for a layer whose input channels are in two places.
 *
 * @param first of the first input channels, {@code [out, in, ...]}, plain; borrowed
 * @param further of all others, {@code [out, further in, ...]}, plain; borrowed
 */
public record InputParts(Tensor first, Tensor further) {

    /** What the others are taken for: see {@link Weights#again}. */
    public static final String USE = "further inputs";

    /**
     * Puts the parts beside each other.
     *
     * @return the weight, {@code [out, all in, ...]}, belonging to the caller
     */
    public Tensor whole() {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.cat(new TensorVector(first, further), 1));
        }
    }
}

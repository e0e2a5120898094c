package io.iclight.io.weights;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A weight that is kept as 8-bit integers, each output channel's a multiple of a scale of its own.
 *
 * @param integers of a convolution {@code [out, in, height, width]}; of a linear layer {@code [in, out]}, since oneDNN keeps
 *     matrices that way; plain or laid out for oneDNN
 * @param scales {@code [out]}, or nothing, {@code [0]}, where {@code integers} is no such weight
 */
public record ScaledIntegers(Tensor integers, Tensor scales) {

    /** What the scales are taken for: see {@link Weights#again}. */
    public static final String USE = "scales";

    /**
     * Says whether there are integers.
     *
     * @return whether there are scales
     */
    public boolean arePresent() {
        return scales.numel() > 0;
    }

    /**
     * Multiplies.
     *
     * @return the weight, {@code [out, in, ...]}, float32, belonging to the caller
     */
    public Tensor values() {
        try (TensorScope scope = TensorScope.open()) {
            Tensor plain = integers.is_mkldnn() ? integers.to_dense() : integers;
            Tensor outputsFirst = plain.dim() == 2 ? plain.t() : plain;
            Tensor matrix = outputsFirst.to(ScalarType.Float).flatten(1, -1);
            long[] shape = TensorData.shape(outputsFirst).toArray();
            return scope.handOut(matrix.mul(scales.view(-1, 1)).view(shape));
        }
    }
}

package io.iclight.models.layers;

import io.iclight.io.machine.ByteInstructions;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.ScaledIntegers;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A weight of 8-bit integers, to be multiplied with 8-bit integers: dynamic quantization.
 *
 * <p>Each output channel's weights are multiples, from -127 to 127, of a scale of its own, the greatest of them over 127. An
 * input's values are 255 steps from its least to its greatest one, found anew in each call, so that no pictures are needed
 * to find them beforehand. Products are summed in 32 bits, exactly, and come out in float32. Where weight and input are
 * normally distributed, the result is off by 1.4 % of its norm.
 *
 * <p>Source: Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only inference",
 * 2017 (arXiv 1712.05877), section 2.1.
 *
 * @param weight what {@link #ofMatrix} or {@link #ofKernels} made, with the {@link #scales}; borrowed
 */
record QuantizedWeight(ScaledIntegers weight) {

    private static final double GREATEST = 127;

    /** Without such instructions two products are summed in 16 bits, which those of 7 bits and 8 do not overflow. */
    private static final boolean SEVEN_BITS = !ByteInstructions.areHere();

    /**
     * Finds the scales.
     *
     * @param weight {@code [out, ...]}, float32; borrowed
     * @return {@code [out]}, belonging to the caller
     */
    static Tensor scales(Tensor weight) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor greatest = weight.flatten(1, -1).abs().amax(new long[] {1}, false);
            // A channel of zeros has any scale.
            Tensor least = torch.full_like(greatest, new Scalar(Float.MIN_NORMAL));
            return scope.handOut(torch.maximum(greatest, least).div(new Scalar(GREATEST)));
        }
    }

    /**
     * Rounds the weight of a linear layer and lays it out.
     *
     * @param weight {@code [out, in]}, plain, float32, on the CPU; borrowed
     * @return the multiples of the scales, belonging to the caller
     */
    static Tensor ofMatrix(Tensor weight) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(OneDnnInt8.packLinear(rounded(weight, scales(weight))));
        }
    }

    /**
     * Rounds the weight of a convolution and lays it out.
     *
     * @param weight {@code [out, in, height, width]}, plain, float32, on the CPU; borrowed
     * @param movement how the kernel moves
     * @return the multiples of the scales, belonging to the caller
     */
    static Tensor ofKernels(Tensor weight, OneDnn.Movement movement) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor scales = scales(weight);
            return scope.handOut(OneDnnInt8.packConvolution(rounded(weight, scales), scales, movement));
        }
    }

    private static Tensor rounded(Tensor weight, Tensor scales) {
        long[] perChannel = new long[(int) weight.dim()];
        Arrays.fill(perChannel, 1);
        perChannel[0] = weight.size(0);
        return weight.div(scales.view(perChannel)).round().to(ScalarType.Char);
    }

    /** Whether the layer's weight is one of integers: small ones are not. */
    boolean isPresent() {
        return weight.arePresent();
    }

    /** Whether this is to be computed with: it is there, and no gradient is asked for. */
    boolean computes() {
        return isPresent() && !GradMode.is_enabled();
    }

    /** The rounded weight in float32, for libtorch's own kernels; belonging to the caller. */
    Tensor values() {
        return weight.values();
    }

    /**
     * Multiplies.
     *
     * @param x {@code [..., in]}, float32, borrowed
     * @param bias {@code [out]}, borrowed
     * @return {@code [rows, out]}, belonging to the caller
     */
    Tensor multiply(Tensor x, Optional<Tensor> bias) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor rows = x.reshape(-1, x.size(-1));
            return scope.handOut(OneDnnInt8.multiply(quantized(rows), weight.integers(), weight.scales(), bias));
        }
    }

    /**
     * Convolves.
     *
     * @param x {@code [batch, in, height, width]}, float32, channels last, borrowed
     * @param bias {@code [out]}, borrowed
     * @param movement how the kernel moves
     * @return {@code [batch, out, height', width']}, channels last, belonging to the caller
     */
    Tensor convolve(Tensor x, Tensor bias, OneDnn.Movement movement) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(OneDnnInt8.convolve(quantized(x), weight.integers(), weight.scales(), bias, movement));
        }
    }

    private static OneDnnInt8.Input quantized(Tensor x) {
        Tensor steps = torch.quantize_per_tensor_dynamic(x, ScalarType.QUInt8, SEVEN_BITS);
        return new OneDnnInt8.Input(steps.int_repr(), steps.q_scale(), steps.q_zero_point());
    }
}

package io.iclight.models.layers;

import com.google.common.collect.Iterables;
import io.iclight.io.tensor.TensorScope;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * oneDNN's products of 8-bit integers as libtorch's compiler calls them. They have no gradient.
 *
 * <p>Source: pytorch/pytorch, {@code aten/src/ATen/native/quantized/cpu/qlinear.cpp}, {@code qconv.cpp} and their {@code
 * _prepack} files.
 */
final class OneDnnInt8 {

    /**
     * What is multiplied with a weight.
     *
     * @param integers 0 to 255
     * @param scale how much one more is
     * @param zero which of them stands for 0
     */
    record Input(Tensor integers, double scale, long zero) {}

    private static final OperatorHandle PACK_LINEAR = OneDnn.find("onednn::qlinear_prepack", "");
    private static final OperatorHandle LINEAR = OneDnn.find("onednn::qlinear_pointwise", "");
    private static final OperatorHandle PACK_CONVOLUTION = OneDnn.find("onednn::qconv_prepack", "");
    private static final OperatorHandle CONVOLVE = OneDnn.find("onednn::qconv2d_pointwise", "");

    private OneDnnInt8() {}

    /**
     * Lays the weight of a linear layer out.
     *
     * @param weight {@code [out, in]}, plain, -127 to 127; borrowed
     * @return {@code [in, out]} for {@link #multiply}, belonging to the caller
     */
    static Tensor packLinear(Tensor weight) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(OneDnn.call(PACK_LINEAR, new IValue(weight), new IValue()));
        }
    }

    /**
     * Lays the weight of a convolution out.
     *
     * @param weight {@code [out, in, height, width]}, plain, -127 to 127; borrowed
     * @param scales {@code [out]}, borrowed
     * @param movement how the kernel moves
     * @return for {@link #convolve}, belonging to the caller
     */
    static Tensor packConvolution(Tensor weight, Tensor scales, OneDnn.Movement movement) {
        try (TensorScope scope = TensorScope.open()) {
            List<IValue> first = List.of(new IValue(weight), new IValue(scales), new IValue(1.0), new IValue(0L));
            List<IValue> anyInput = List.of(new IValue());
            return scope.handOut(call(PACK_CONVOLUTION, Iterables.concat(first, list(movement), anyInput)));
        }
    }

    /**
     * Multiplies.
     *
     * @param x {@code [rows, in]}, borrowed
     * @param weight packed, borrowed
     * @param scales of the weight, {@code [out]}, borrowed
     * @param bias {@code [out]}, float32, borrowed
     * @return {@code [rows, out]}, float32, belonging to the caller
     */
    static Tensor multiply(Input x, Tensor weight, Tensor scales, Optional<Tensor> bias) {
        try (TensorScope scope = TensorScope.open()) {
            List<IValue> addend = List.of(OneDnn.optional(bias));
            return scope.handOut(call(LINEAR, Iterables.concat(factors(x, weight, scales), addend, toFloat32())));
        }
    }

    /**
     * Convolves.
     *
     * @param x {@code [batch, in, height, width]}, channels last, borrowed
     * @param weight packed for the same movement, borrowed
     * @param scales of the weight, {@code [out]}, borrowed
     * @param bias {@code [out]}, float32, borrowed
     * @param movement how the kernel moves
     * @return {@code [batch, out, height', width']}, float32, channels last, belonging to the caller
     */
    static Tensor convolve(Input x, Tensor weight, Tensor scales, Tensor bias, OneDnn.Movement movement) {
        try (TensorScope scope = TensorScope.open()) {
            List<IValue> addend = List.of(new IValue(bias));
            return scope.handOut(
                    call(CONVOLVE, Iterables.concat(factors(x, weight, scales), addend, list(movement), toFloat32())));
        }
    }

    private static Tensor call(OperatorHandle operator, Iterable<IValue> arguments) {
        return OneDnn.call(operator, Iterables.toArray(arguments, IValue.class));
    }

    /** What is multiplied with what. The weight's zero points are 0, since its integers are multiples. */
    private static List<IValue> factors(Input x, Tensor weight, Tensor scales) {
        Tensor zeros = torch.zeros_like(scales.to(ScalarType.Int));
        return List.of(
                new IValue(x.integers()),
                new IValue(x.scale()),
                new IValue(x.zero()),
                new IValue(weight),
                new IValue(scales),
                new IValue(zeros));
    }

    private static List<IValue> list(OneDnn.Movement movement) {
        return List.of(
                OneDnn.both(movement.stride(), movement.stride()),
                OneDnn.both(movement.paddingY(), movement.paddingX()),
                OneDnn.both(movement.dilation(), movement.dilation()),
                new IValue((long) movement.groups()));
    }

    /** What comes out is not rounded again, and nothing follows the product. */
    private static List<IValue> toFloat32() {
        return List.of(
                new IValue(1.0),
                new IValue(0L),
                new IValue((long) ScalarType.Float.value),
                new IValue("none"),
                OneDnn.noNumbers(),
                new IValue(""));
    }
}

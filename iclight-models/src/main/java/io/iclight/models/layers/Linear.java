package io.iclight.models.layers;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.InputParts;
import io.iclight.io.weights.Weights;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** {@code y = x W^T + b}: {@code [..., in]} to {@code [..., out]}. */
public final class Linear implements Layer {

    /** Below this many rows a matrix product is as fast. */
    private static final long FEW_ROWS = 16;

    private static final long[] ONE = {1, 1};
    private static final long[] ZERO = {0, 0};

    private final Tensor weight;
    private final Optional<QuantizedWeight> quantized;
    private final Optional<Tensor> bias;
    private final FlopCounter.Kind kind;

    private Linear(
            Weights weights,
            Function<Weights, Tensor> weight,
            Function<Weights, Optional<Tensor>> bias,
            FlopCounter.Kind kind) {
        this.weight = weight.apply(weights.in(Packing.rowsLayout()));
        this.quantized = Packing.quantized(weights, this.weight, weight);
        this.bias = bias.apply(weights);
        this.kind = kind;
    }

    /**
     * Takes a layer's parameters, {@code weight [out, in]} and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the size of the input's last axis
     * @param out the size of the output's last axis
     */
    public Linear(Weights weights, long in, long out) {
        this(weights, from -> from.parameter("weight", out, in), bias(out), FlopCounter.Kind.LINEAR);
    }

    /**
     * Takes the parameter of a layer that adds nothing, {@code weight [out, in]}.
     *
     * @param weights where it is
     * @param in the size of the input's last axis
     * @param out the size of the output's last axis
     * @return the layer
     */
    public static Linear withoutBias(Weights weights, long in, long out) {
        return new Linear(
                weights, from -> from.parameter("weight", out, in), from -> Optional.empty(), FlopCounter.Kind.LINEAR);
    }

    /**
     * Takes the parameters of a layer that some checkpoints write as a convolution of one pixel: {@code weight [out, in]},
     * also accepted as {@code [out, in, 1, 1]}, and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the size of the input's last axis
     * @param out the size of the output's last axis
     * @return the layer
     */
    public static Linear orConvolution(Weights weights, long in, long out) {
        return new Linear(
                weights,
                from -> from.parameterStoredAs("weight", new long[] {out, in}, out, in, 1, 1),
                bias(out),
                FlopCounter.Kind.LINEAR);
    }

    /**
     * Takes the parameters of a convolution of one pixel, to be applied where the channels are the last axis: {@code weight
     * [out, in, 1, 1]}, also accepted as {@code [out, in]}, and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the size of the input's last axis
     * @param out the size of the output's last axis
     * @return the layer
     */
    public static Linear ofConvolution(Weights weights, long in, long out) {
        return new Linear(weights, kernel(in, out), bias(out), FlopCounter.Kind.CONVOLUTION);
    }

    /**
     * Takes the parameters of a convolution of one pixel that is given its input channels in two places: those of the first.
     *
     * @param weights where they are, {@code weight [out, in, 1, 1]} and {@code bias [out]}
     * @param count of the first input channels
     * @param in the number of all input channels
     * @param out the number of output channels
     * @return the layer of these channels, with the bias
     */
    static Linear ofFirstInputs(Weights weights, long count, long in, long out) {
        return new Linear(
                weights,
                from -> kernel(in, out).apply(from.ofInputs(0, count)),
                bias(out),
                FlopCounter.Kind.CONVOLUTION);
    }

    /**
     * Takes the rest of what {@link #ofFirstInputs} takes.
     *
     * @param weights where the parameters are
     * @param first of the input channels that are left
     * @param in the number of all input channels
     * @param out the number of output channels
     * @return the layer of these channels, without bias
     */
    static Linear ofFurtherInputs(Weights weights, long first, long in, long out) {
        return new Linear(
                weights.again(InputParts.USE),
                from -> kernel(in, out).apply(from.ofInputs(first, in - first)),
                from -> Optional.empty(),
                FlopCounter.Kind.CONVOLUTION);
    }

    private static Function<Weights, Tensor> kernel(long in, long out) {
        return from -> from.parameterStoredAs("weight", new long[] {out, in, 1, 1}, out, in);
    }

    /**
     * Says whether the weight is as it is computed with.
     *
     * @return whether a product of few rows converts nothing
     */
    public boolean isPacked() {
        return weight.is_mkldnn() && quantized.isEmpty();
    }

    private static Function<Weights, Optional<Tensor>> bias(long out) {
        return from -> Optional.of(from.parameter("bias", out));
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            report(x);
            Optional<QuantizedWeight> integers = quantized.filter(QuantizedWeight::computes);
            if (integers.isPresent()) {
                return scope.handOut(shaped(integers.get().multiply(x, bias), x));
            }
            Optional<Tensor> packed = packed(x);
            if (packed.isPresent()) {
                return scope.handOut(ofPadded(padded(x, packed.get()), x));
            }
            Tensor matrix = Packing.plain(weight, quantized, x).flatten(1, -1);
            TensorOptional addend = bias.map(TensorOptional::new).orElseGet(TensorOptional::new);
            boolean asConvolution =
                    x.is_cpu() && rows(x) >= FEW_ROWS && x.scalar_type().intern() == ScalarType.Float;
            return scope.handOut(asConvolution ? convolve(x, matrix, addend) : torch.linear(x, matrix, addend));
        }
    }

    /**
     * Computes the sum of two layers' outputs.
     *
     * @param x this layer's input, borrowed
     * @param other a layer of as many outputs
     * @param y its input, of as many rows, borrowed
     * @return the sum, belonging to the caller
     */
    Tensor forwardAdding(Tensor x, Linear other, Tensor y) {
        try (TensorScope scope = TensorScope.open()) {
            Optional<Tensor> own = packed(x);
            Optional<Tensor> others = other.packed(y);
            if (own.isEmpty() || others.isEmpty()) {
                return scope.handOut(forward(x).add(other.forward(y)));
            }
            report(x);
            other.report(y);
            Tensor sum = padded(x, own.get());
            OneDnn.convolveOnto(sum, image(y), others.get(), other.bias, OneDnn.Movement.ALONG_ROWS);
            return scope.handOut(ofPadded(sum, x));
        }
    }

    private void report(Tensor x) {
        FlopCounter.report(kind, rows(x) * weight.numel());
    }

    private Optional<Tensor> packed(Tensor x) {
        return quantized.filter(QuantizedWeight::computes).isPresent()
                ? Optional.empty()
                : Packing.packed(weight, x, OneDnn.Movement.ALONG_ROWS);
    }

    /** The product between two rows that are none of it. */
    private Tensor padded(Tensor x, Tensor packed) {
        return OneDnn.convolve(image(x), packed, bias, OneDnn.Movement.ALONG_ROWS);
    }

    private static Tensor ofPadded(Tensor image, Tensor x) {
        return output(image.narrow(3, 1, rows(x)), x);
    }

    private static long rows(Tensor x) {
        return x.numel() / x.size(-1);
    }

    /**
     * The same product as a convolution of one pixel, which is oneDNN's to compute and not OpenBLAS's: as fast as
     * OpenBLAS with all threads or faster, without the threads' waiting for each other.
     */
    private static Tensor convolve(Tensor x, Tensor matrix, TensorOptional addend) {
        Tensor kernel = matrix.view(matrix.size(0), matrix.size(1), 1, 1);
        return output(torch.conv2d(image(x), kernel, addend, ONE, ZERO, ONE, 1), x);
    }

    /** {@code [..., in]} to {@code [1, in, 1, rows]}, channels last. */
    private static Tensor image(Tensor x) {
        return x.reshape(1, 1, rows(x), x.size(-1)).permute(0, 3, 1, 2);
    }

    /** {@code [1, out, 1, rows]} to {@code [..., out]}. */
    private static Tensor output(Tensor image, Tensor x) {
        return shaped(image.permute(0, 2, 3, 1), x);
    }

    /** As many rows as the input's, in its shape. */
    private static Tensor shaped(Tensor rows, Tensor x) {
        long[] shape = TensorData.shape(x).toArray();
        shape[shape.length - 1] = rows.size(-1);
        return rows.reshape(shape);
    }
}

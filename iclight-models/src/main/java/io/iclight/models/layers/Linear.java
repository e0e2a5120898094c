package io.iclight.models.layers;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
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
        return new Linear(
                weights,
                from -> from.parameterStoredAs("weight", new long[] {out, in, 1, 1}, out, in),
                bias(out),
                FlopCounter.Kind.CONVOLUTION);
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
            long rows = x.numel() / x.size(-1);
            FlopCounter.report(kind, rows * weight.numel());
            Optional<QuantizedWeight> integers = quantized.filter(QuantizedWeight::computes);
            if (integers.isPresent()) {
                return scope.handOut(shaped(integers.get().multiply(x, bias), x));
            }
            Optional<Tensor> packed = Packing.packed(weight, x, OneDnn.Movement.ALONG_ROWS);
            if (packed.isPresent()) {
                return scope.handOut(output(
                        OneDnn.convolve(image(x, rows), packed.get(), bias, OneDnn.Movement.ALONG_ROWS)
                                .narrow(3, 1, rows),
                        x));
            }
            Tensor matrix = Packing.plain(weight, quantized, x).flatten(1, -1);
            TensorOptional addend = bias.map(TensorOptional::new).orElseGet(TensorOptional::new);
            boolean asConvolution =
                    x.is_cpu() && rows >= FEW_ROWS && x.scalar_type().intern() == ScalarType.Float;
            return scope.handOut(asConvolution ? convolve(x, rows, matrix, addend) : torch.linear(x, matrix, addend));
        }
    }

    /**
     * The same product as a convolution of one pixel, which is oneDNN's to compute and not OpenBLAS's: as fast as
     * OpenBLAS with all threads or faster, without the threads' waiting for each other.
     */
    private static Tensor convolve(Tensor x, long rows, Tensor matrix, TensorOptional addend) {
        Tensor kernel = matrix.view(matrix.size(0), matrix.size(1), 1, 1);
        return output(torch.conv2d(image(x, rows), kernel, addend, ONE, ZERO, ONE, 1), x);
    }

    /** {@code [..., in]} to {@code [1, in, 1, rows]}, channels last. */
    private static Tensor image(Tensor x, long rows) {
        return x.reshape(1, 1, rows, x.size(-1)).permute(0, 3, 1, 2);
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

package io.iclight.models.layers;

import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import java.util.Optional;
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
    private final Optional<Tensor> bias;

    private Linear(Tensor weight, Optional<Tensor> bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /**
     * Takes a layer's parameters, {@code weight [out, in]} and {@code bias [out]}.
     *
     * @param weights where they are
     * @param in the size of the input's last axis
     * @param out the size of the output's last axis
     */
    public Linear(Weights weights, long in, long out) {
        this(weights.parameter("weight", out, in), Optional.of(weights.parameter("bias", out)));
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
        return new Linear(weights.parameter("weight", out, in), Optional.empty());
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
        Tensor weight = weights.parameterStoredAs("weight", new long[] {out, in}, out, in, 1, 1);
        return new Linear(weight, Optional.of(weights.parameter("bias", out)));
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
        Tensor weight = weights.parameterStoredAs("weight", new long[] {out, in, 1, 1}, out, in);
        return new Linear(weight, Optional.of(weights.parameter("bias", out)));
    }

    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            TensorOptional addend = bias.map(TensorOptional::new).orElseGet(TensorOptional::new);
            Tensor matrix = weight.flatten(1, -1);
            long rows = x.numel() / matrix.size(1);
            boolean asConvolution = rows >= FEW_ROWS && x.scalar_type().intern() == ScalarType.Float;
            return scope.handOut(asConvolution ? convolve(x, rows, matrix, addend) : torch.linear(x, matrix, addend));
        }
    }

    /**
     * The same product as a convolution of one pixel, which is oneDNN's to compute and not OpenBLAS's: as fast as
     * OpenBLAS with all threads or faster, without the threads' waiting for each other.
     */
    private static Tensor convolve(Tensor x, long rows, Tensor matrix, TensorOptional addend) {
        long in = matrix.size(1);
        Tensor pixels = x.reshape(1, rows, 1, in).permute(0, 3, 1, 2);
        Tensor kernel = matrix.view(matrix.size(0), in, 1, 1);
        Tensor convolved = torch.conv2d(pixels, kernel, addend, ONE, ZERO, ONE, 1);
        long[] shape = TensorData.shape(x).toArray();
        shape[shape.length - 1] = matrix.size(0);
        return convolved.permute(0, 2, 3, 1).reshape(shape);
    }
}

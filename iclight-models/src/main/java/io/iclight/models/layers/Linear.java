package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@code y = x W^T + b}: {@code [..., in]} to {@code [..., out]}. */
public final class Linear implements Layer {

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
            return scope.handOut(torch.linear(x, weight.flatten(1, -1), addend));
        }
    }
}

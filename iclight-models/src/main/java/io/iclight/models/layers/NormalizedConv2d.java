package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Group normalization, an activation and a 3x3 convolution that keeps the size. What the convolution sees of a large
 * feature map is not in memory whole: once the groups' means and variances are known, it is computed as it is needed.
 */
public final class NormalizedConv2d implements Layer {

    private final GroupNorm norm;
    private final Activation activation;
    private final Conv2d conv;
    private final Layer whole;

    /**
     * Makes one layer of three.
     *
     * @param norm of the input
     * @param activation of what is normalized
     * @param conv moved by {@link Window#SAME_3X3}
     */
    public NormalizedConv2d(GroupNorm norm, Activation activation, Conv2d conv) {
        if (!conv.window().equals(Window.SAME_3X3)) {
            throw new IllegalArgumentException(
                    "expected a convolution of " + Window.SAME_3X3 + ", was " + conv.window());
        }
        this.norm = norm;
        this.activation = activation;
        this.conv = conv;
        this.whole = norm.then(activation).then(conv);
    }

    @Override
    public NormalizedConv2d normalizedBy(NormStatistics statistics) {
        return new NormalizedConv2d(norm.normalizedBy(statistics), activation, conv);
    }

    @Override
    public Tensor forward(Tensor x) {
        return Strip.suits(x, 1) ? inStrips(x) : whole.forward(x);
    }

    /**
     * Computes the output from two feature maps. What the convolution sees of them is in memory whole.
     *
     * @param x both
     * @return the output, belonging to the caller
     */
    public Tensor forward(ChannelPair x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(activation.then(conv).consume(norm.forward(x)));
        }
    }

    @Override
    public Tensor consume(Tensor x) {
        if (Strip.suits(x, 1)) {
            return Layer.super.consume(x);
        }
        return whole.consume(x);
    }

    /**
     * Adds the output to something.
     *
     * @param x the input, borrowed
     * @param sum of the output's shape; this layer closes it, and overwrites its memory where no gradient will ask for it
     * @return the new sum, belonging to the caller
     */
    public Tensor addTo(Tensor sum, Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            if (Strip.suits(x, 1)) {
                forEachSample(x, sum, StripedConvolution::add);
                return scope.handOut(InPlace.result(sum));
            }
            return scope.handOut(conv.addTo(sum, activation.consume(norm.forward(x))));
        }
    }

    /**
     * Adds something to the output, computed pixel by pixel from a tensor of as many pixels. This layer must have as many
     * output as input channels.
     *
     * @param x the input; this layer closes it, and overwrites its memory where no gradient will ask for it
     * @param addend computes what is added
     * @param of what that is computed from, borrowed
     * @return the sum, belonging to the caller
     */
    public Tensor consumeAdding(Tensor x, Layer addend, Tensor of) {
        try (TensorScope scope = TensorScope.open()) {
            if (!Strip.suits(x, 1)) {
                Tensor activated = activation.consume(norm.consume(x));
                return scope.handOut(conv.addTo(addend.forward(of), activated));
            }
            for (long i = 0; i < x.size(0); i++) {
                Tensor sample = x.narrow(0, i, 1);
                striped(sample).replace(sample, addend, of.narrow(0, i, 1));
            }
            return scope.handOut(InPlace.result(x));
        }
    }

    private Tensor inStrips(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor output = conv.room(x, x.size(2), x.size(3));
            forEachSample(x, output, StripedConvolution::write);
            return scope.handOut(output);
        }
    }

    private interface Step {
        void compute(StripedConvolution convolution, Tensor x, Tensor output);
    }

    private void forEachSample(Tensor x, Tensor output, Step step) {
        for (long i = 0; i < x.size(0); i++) {
            try (TensorScope scope = TensorScope.open()) {
                Tensor sample = x.narrow(0, i, 1);
                step.compute(striped(sample), sample, output.narrow(0, i, 1));
            }
        }
    }

    private StripedConvolution striped(Tensor sample) {
        return new StripedConvolution(conv, 1, norm.of(sample).then(activation));
    }
}

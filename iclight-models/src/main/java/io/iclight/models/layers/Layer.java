package io.iclight.models.layers;

import org.bytedeco.pytorch.Tensor;

/** A differentiable function of one tensor. */
@FunctionalInterface
public interface Layer {

    /**
     * Computes the layer's output.
     *
     * @param x the input, borrowed
     * @return the output, belonging to the caller; never {@code x} itself, though it may share its memory
     */
    Tensor forward(Tensor x);

    /**
     * Computes the layer's output from a tensor that nobody needs any more, in less memory where the layer knows how.
     *
     * @param x the input; this layer closes it, and overwrites its memory where no gradient will ask for it, so that what
     *     others need must not share that
     * @return the output, belonging to the caller; it may lie where the input was
     */
    default Tensor consume(Tensor x) {
        Tensor output = forward(x);
        x.close();
        return output;
    }

    /**
     * Takes the means and variances of group norms from elsewhere.
     *
     * @param statistics are asked by each norm of this layer, for each feature map
     * @return a layer of the same parameters; this one where it has no group norm
     */
    default Layer normalizedBy(NormStatistics statistics) {
        return this;
    }

    /**
     * Appends a layer. What lies between the two is freed as soon as it is not needed.
     *
     * @param next takes this layer's output
     * @return a layer that does both
     */
    default Layer then(Layer next) {
        return new Chain(this, next);
    }
}

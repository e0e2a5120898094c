package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
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
     * Appends a layer. What lies between the two is freed as soon as the second is done.
     *
     * @param next takes this layer's output
     * @return a layer that does both
     */
    default Layer then(Layer next) {
        return x -> {
            try (TensorScope scope = TensorScope.open()) {
                return scope.handOut(next.forward(forward(x)));
            }
        };
    }
}

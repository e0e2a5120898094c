package io.iclight.models.layers;

import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A table of vectors, looked up by number: int64 {@code [...]} to {@code [..., size]}. */
public final class Embedding implements Layer {

    private final Tensor weight;
    private final ScalarType type;

    /**
     * Takes a layer's parameter, {@code weight [count, size]}.
     *
     * @param weights where it is
     * @param count how many vectors there are
     * @param size of each
     */
    public Embedding(Weights weights, long count, long size) {
        this.weight = weights.in(Packing.tableLayout()).parameter("weight", count, size);
        this.type = weights.type().scalarType();
    }

    /**
     * Looks vectors up.
     *
     * @param x their numbers, int64, from 0 to {@code count - 1}; borrowed
     * @return their vectors, belonging to the caller
     */
    @Override
    public Tensor forward(Tensor x) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(torch.embedding(weight, x).toType(type));
        }
    }

    /**
     * Returns the first vectors.
     *
     * @param length how many, at most {@code count}
     * @return {@code [length, size]}, belonging to the caller; not to be written to: it may share the parameter's memory
     */
    public Tensor first(long length) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(weight.narrow(0, 0, length).toType(type));
        }
    }
}

package io.iclight.train;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Between two sources of the same tensors: computed in float32, of the first's types. Whole numbers are the first's.
 *
 * @param first borrowed
 * @param second borrowed
 * @param share of the first
 */
record WeightedMean(TensorSource first, TensorSource second, double share) implements TensorSource {

    static void requireSameTensors(TensorSource first, TensorSource second) {
        if (!first.tensors().equals(second.tensors())) {
            throw new WeightsException(first.origin() + " and " + second.origin()
                    + " have not the same tensors; models of one shape and type have an average");
        }
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return first.tensors();
    }

    @Override
    public Tensor read(String name) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor one = first.read(name);
            return scope.handOut(one.is_floating_point() ? mean(one, second.read(name)) : one);
        }
    }

    private Tensor mean(Tensor one, Tensor other) {
        Tensor wide = one.to(ElementType.F32.scalarType()).mul(new Scalar(share));
        return wide.add(other.to(ElementType.F32.scalarType()).mul(new Scalar(1 - share)))
                .to(one.scalar_type());
    }

    @Override
    public String origin() {
        return "the average of " + first.origin() + " and " + second.origin();
    }

    /** Does nothing: both belong to others. */
    @Override
    public void close() {}
}

package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;

/**
 * What must be added to one source's tensors to have another's: an offset as IC-Light's files hold it.
 *
 * @param from float32; borrowed
 * @param to float32, of the same names and shapes; borrowed
 */
record Difference(TensorSource from, TensorSource to) implements TensorSource {

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return to.tensors();
    }

    @Override
    public Tensor read(String name) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(to.read(name).sub(from.read(name)));
        }
    }

    @Override
    public String origin() {
        return to.origin() + " - " + from.origin();
    }

    /** Does nothing: both belong to others. */
    @Override
    public void close() {}
}

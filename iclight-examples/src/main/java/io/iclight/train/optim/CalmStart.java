package io.iclight.train.optim;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * First parameters with which every residual branch adds next to nothing, so that a graph begins as a short one and grows
 * deep as it learns (Zhang, Dauphin and Ma, 2019, Fixup).
 *
 * @param source other first parameters
 * @param share what the last layer of a branch is multiplied by
 */
public record CalmStart(TensorSource source, double share) implements TensorSource {

    /** The last layers of the branches, in all graphs. */
    private static final ImmutableList<String> LAST = ImmutableList.of(
            ".conv2.weight",
            ".to_out.0.weight",
            ".proj_out.weight",
            ".ff.net.2.weight",
            ".self_attn.out_proj.weight",
            ".mlp.fc2.weight");

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return source.tensors();
    }

    @Override
    public Tensor read(String name) {
        Tensor value = source.read(name);
        if (LAST.stream().noneMatch(name::endsWith)) {
            return value;
        }
        try (TensorScope scope = TensorScope.open()) {
            return scope.handOut(value.mul(new Scalar(share)));
        }
    }

    @Override
    public String origin() {
        return source.origin();
    }

    @Override
    public void close() {
        source.close();
    }
}

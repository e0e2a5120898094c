package io.iclight.train.diffusion;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Sources of several graphs as one, each with a prefix to its names.
 *
 * @param parts by prefix; borrowed
 */
record Joined(ImmutableMap<String, TensorSource> parts) implements TensorSource {

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        ImmutableMap.Builder<String, TensorInfo> all = ImmutableMap.builder();
        parts.forEach((prefix, part) -> part.tensors().forEach((name, info) -> all.put(prefix + name, info)));
        return all.buildOrThrow();
    }

    @Override
    public Tensor read(String name) {
        for (Map.Entry<String, TensorSource> part : parts.entrySet()) {
            if (name.startsWith(part.getKey())) {
                return part.getValue().read(name.substring(part.getKey().length()));
            }
        }
        throw new WeightsException(origin() + " has no tensor " + name);
    }

    @Override
    public String origin() {
        return String.join(
                " + ", parts.values().stream().map(TensorSource::origin).toList());
    }

    /** Does nothing: the parts belong to others. */
    @Override
    public void close() {}
}

package io.iclight.train.optim;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors in memory as a source, to be written to a file or read by a graph.
 *
 * @param values borrowed, by name; as long as this is used
 * @param origin where they come from
 */
public record NamedTensors(ImmutableMap<String, Tensor> values, String origin) implements TensorSource {

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        ImmutableMap.Builder<String, TensorInfo> tensors = ImmutableMap.builder();
        for (Map.Entry<String, Tensor> entry : values.entrySet()) {
            Tensor value = entry.getValue();
            tensors.put(entry.getKey(), new TensorInfo(ElementType.of(value.scalar_type()), TensorData.shape(value)));
        }
        return tensors.buildOrThrow();
    }

    @Override
    public Tensor read(String name) {
        Tensor value = values.get(name);
        if (value == null) {
            throw new WeightsException(origin + " has no tensor " + name);
        }
        // Another handle on the same tensor, gradient included.
        return new Tensor(value);
    }

    /**
     * Those of one graph.
     *
     * @param prefix of its names, which is taken off; empty for all
     * @return the tensors, borrowed as these are
     */
    public NamedTensors part(String prefix) {
        ImmutableMap.Builder<String, Tensor> part = ImmutableMap.builder();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), value);
            }
        });
        return new NamedTensors(part.buildOrThrow(), origin);
    }

    /** Does nothing: the tensors belong to others. */
    @Override
    public void close() {}
}

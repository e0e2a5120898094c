package io.iclight.models.keys;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import io.iclight.io.weights.WeightsException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A source under other names, and with 1x1 convolutions as matrices or the reverse. Nothing is copied. */
public final class RenamedSource implements TensorSource {

    private final TensorSource source;
    private final ImmutableMap<String, String> originalNames;
    private final ImmutableMap<String, TensorInfo> tensors;

    private RenamedSource(
            TensorSource source, ImmutableMap<String, String> originalNames, ImmutableMap<String, TensorInfo> tensors) {
        this.source = source;
        this.originalNames = originalNames;
        this.tensors = tensors;
    }

    /**
     * Renames a source.
     *
     * @param source the tensors under the names of the map's first layout; closed when the result is closed
     * @param names the layouts; what they do not know keeps its name
     * @return the tensors under the names of the map's second layout
     * @throws WeightsException if two tensors would have one name
     */
    public static RenamedSource of(TensorSource source, NameMap names) {
        Map<String, String> originalNames = new LinkedHashMap<>();
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        source.tensors().forEach((original, info) -> {
            String name = names.rename(original);
            String other = originalNames.put(name, original);
            if (other != null) {
                throw new WeightsException(source.origin() + " has both " + other + " and " + original
                        + ", which are two names of " + name + "; remove one of them");
            }
            tensors.put(name, names.reshape(original, info));
        });
        return new RenamedSource(source, ImmutableMap.copyOf(originalNames), ImmutableMap.copyOf(tensors));
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Tensor read(String name) {
        TensorInfo info = tensors.get(name);
        if (info == null) {
            throw new WeightsException(origin() + " has no tensor " + name);
        }
        try (TensorScope scope = TensorScope.open()) {
            Tensor tensor = source.read(originalNames.get(name));
            return scope.handOut(tensor.reshape(info.shape().toArray()));
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

    @Override
    public String toString() {
        return source + ", renamed";
    }
}

package io.iclight.io.weights;

import com.google.common.collect.ImmutableMap;
import org.bytedeco.pytorch.Tensor;

/**
 * A source some of whose tensors are replaced by those of another.
 *
 * @param base all tensors
 * @param changes what takes the place of the base's tensors of the same names
 */
public record OverlaidSource(TensorSource base, TensorSource changes) implements TensorSource {

    /**
     * Checks the names.
     *
     * @throws WeightsException if a change is of a tensor that the base does not have
     */
    public OverlaidSource {
        for (String name : changes.tensors().keySet()) {
            if (!base.tensors().containsKey(name)) {
                throw new WeightsException(
                        changes.origin() + " changes " + name + ", which " + base.origin() + " lacks");
            }
        }
    }

    @Override
    public ImmutableMap<String, TensorInfo> tensors() {
        return ImmutableMap.<String, TensorInfo>builder()
                .putAll(base.tensors())
                .putAll(changes.tensors())
                .buildKeepingLast();
    }

    @Override
    public Tensor read(String name) {
        return (changes.tensors().containsKey(name) ? changes : base).read(name);
    }

    @Override
    public String origin() {
        return changes.tensors().isEmpty() ? base.origin() : changes.origin();
    }

    /** Closes both. */
    @Override
    public void close() {
        changes.close();
        base.close();
    }
}

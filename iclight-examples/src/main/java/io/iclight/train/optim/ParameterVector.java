package io.iclight.train.optim;

import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.ElementType;
import io.iclight.io.tensor.TensorData;
import io.iclight.io.tensor.TensorScope;
import io.iclight.io.weights.TensorInfo;
import io.iclight.io.weights.TensorSource;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The parameters of one graph or several, to be trained. They lie one after the other in one vector, and their gradients in
 * another, so that an optimizer computes with two tensors whatever the graphs are.
 *
 * <p>A graph that is loaded from {@link #leaves} computes with these very values and adds to these very gradients.
 */
public final class ParameterVector implements AutoCloseable {

    private final ImmutableMap<String, Slice> slices;
    private final Tensor values;
    private final Tensor gradients;
    private final ImmutableMap<String, Tensor> leaves;

    /** Where a parameter lies in the vector. */
    private record Slice(long begin, TensorInfo info) {

        long length() {
            long product = 1;
            for (int i = 0; i < info.shape().length(); i++) {
                product *= info.shape().get(i);
            }
            return product;
        }

        Tensor of(Tensor vector) {
            return vector.narrow(0, begin, length()).view(info.shape().toArray());
        }
    }

    private ParameterVector(ImmutableMap<String, Slice> slices, Tensor values) {
        this.slices = slices;
        this.values = values;
        this.gradients = zeros(values.numel());
        ImmutableMap.Builder<String, Tensor> made = ImmutableMap.builder();
        slices.forEach((name, slice) -> made.put(name, leaf(slice)));
        this.leaves = made.buildOrThrow();
    }

    /**
     * Copies parameters.
     *
     * @param initial their first values, by the names that they shall have; borrowed for the duration of the call
     * @return the parameters in float32, to be closed by the caller after the graphs
     */
    public static ParameterVector of(TensorSource initial) {
        ImmutableMap.Builder<String, Slice> slices = ImmutableMap.builder();
        long end = 0;
        for (Map.Entry<String, TensorInfo> entry : initial.tensors().entrySet()) {
            Slice slice = new Slice(end, entry.getValue());
            slices.put(entry.getKey(), slice);
            end += slice.length();
        }
        ParameterVector vector = new ParameterVector(slices.buildOrThrow(), zeros(end));
        vector.copyFrom(initial);
        return vector;
    }

    /**
     * The same values with gradients of their own, for a second graph that learns at the same time.
     *
     * @return to be closed by the caller
     */
    public ParameterVector twin() {
        return new ParameterVector(slices, new Tensor(values));
    }

    private static Tensor zeros(long length) {
        try (TensorScope scope = TensorScope.open()) {
            return scope.keep(torch.zeros(new long[] {length}, new TensorOptions(ElementType.F32.scalarType())));
        }
    }

    private Tensor leaf(Slice slice) {
        try (TensorScope scope = TensorScope.open()) {
            Tensor leaf = slice.of(values).detach().set_requires_grad(true);
            leaf.mutable_grad().put(slice.of(gradients));
            return scope.keep(leaf);
        }
    }

    private void copyFrom(TensorSource source) {
        try (TensorScope scope = TensorScope.open()) {
            new NoGradGuard();
            slices.forEach((name, slice) -> slice.of(values).copy_(source.read(name)));
        }
    }

    /**
     * The parameters of one graph.
     *
     * @param prefix of its names, which it does not see; empty for all
     * @return what a graph is loaded from, in float32; borrowed from this
     */
    public TensorSource leaves(String prefix) {
        return new NamedTensors(leaves, "the parameters in training").part(prefix);
    }

    /**
     * A vector of this one's length, by the parameters' names.
     *
     * @param vector borrowed
     * @return its parts as views that belong to the caller
     */
    ImmutableMap<String, Tensor> named(Tensor vector) {
        ImmutableMap.Builder<String, Tensor> parts = ImmutableMap.builder();
        slices.forEach((name, slice) -> parts.put(name, slice.of(vector)));
        return parts.buildOrThrow();
    }

    /**
     * How many numbers there are to learn.
     *
     * @return the length of the vector
     */
    public long length() {
        return values.numel();
    }

    /**
     * All values, which the optimizer changes in place.
     *
     * @return float32 {@code [length]}, borrowed
     */
    public Tensor values() {
        return values;
    }

    /**
     * All gradients, to which backward passes add in place.
     *
     * @return float32 {@code [length]}, borrowed
     */
    public Tensor gradients() {
        return gradients;
    }

    /** Describes the parameters. */
    @Override
    public String toString() {
        return slices.size() + " parameters of " + length() + " numbers, " + TensorData.shape(values);
    }

    /** Frees values and gradients. Closing twice does nothing. */
    @Override
    public void close() {
        leaves.values().forEach(Tensor::close);
        values.close();
        gradients.close();
    }
}

package io.iclight.io.weights;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.iclight.io.tensor.TensorScope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The parameters that a graph took, as they lie in its memory.
 *
 * @param infos what was asked for, by name
 * @param tensors what was taken, by name, and by name and use where a layer has a parameter in two layouts; it belongs to the
 *     graph's {@link ModelMemory}
 * @param backing memory that some of them lie in without keeping it alive, such as a mapped file's; whoever shares a tensor
 *     shares this too
 */
public record HeldWeights(
        ImmutableMap<String, TensorInfo> infos, ImmutableMap<String, Tensor> tensors, ImmutableList<Tensor> backing) {

    /** No parameters. */
    public static final HeldWeights NONE = new HeldWeights(ImmutableMap.of(), ImmutableMap.of(), ImmutableList.of());

    /** Another handle of the same numbers, which live as long as either handle does. */
    Tensor share(String name) {
        return new Tensor(tensors.get(name));
    }

    /** Layouts that are a kernel's own are undone: no other can read them. */
    private Tensor plain(String name) {
        String further = name + " " + InputParts.USE;
        return tensors.containsKey(further)
                ? new InputParts(plainPart(name), plainPart(further)).whole()
                : plainPart(name);
    }

    private Tensor plainPart(String name) {
        Tensor held = tensors.get(name);
        Optional<ScaledIntegers> integers = Optional.ofNullable(tensors.get(name + " " + ScaledIntegers.USE))
                .map(scales -> new ScaledIntegers(held, scales))
                .filter(ScaledIntegers::arePresent);
        if (integers.isPresent()) {
            return integers.get().values();
        }
        if (held.dim() == ChannelBlocks.DIMENSIONS) {
            return new ChannelBlocks(held).plain();
        }
        return held.is_mkldnn() ? held.to_dense() : share(name);
    }

    /**
     * Presents the parameters as a source.
     *
     * @param memory who owns them; reading fails once it is closed
     * @param origin what to call it in messages
     * @return the parameters in the shapes that a checkpoint has; what is read shares memory with the graph where it lies
     *     there as a checkpoint has it, and must not be written to
     */
    public TensorSource source(ModelMemory memory, String origin) {
        return new TensorSource() {
            @Override
            public ImmutableMap<String, TensorInfo> tensors() {
                return infos;
            }

            @Override
            public Tensor read(String name) {
                if (!tensors.containsKey(name)) {
                    throw new WeightsException(origin + " has no parameter " + name);
                }
                try (ModelMemory.Use use = memory.use();
                        TensorScope scope = TensorScope.open()) {
                    TensorInfo info = infos.get(name);
                    return scope.handOut(plain(name)
                            .toType(info.type().scalarType())
                            .reshape(info.shape().toArray()));
                }
            }

            @Override
            public String origin() {
                return origin;
            }

            @Override
            public void close() {}
        };
    }
}

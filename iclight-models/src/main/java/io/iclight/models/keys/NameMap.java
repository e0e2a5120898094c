package io.iclight.models.keys;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import io.iclight.io.weights.TensorInfo;
import java.util.Map;
import java.util.Optional;

/**
 * What the modules of a model are called in two layouts, from the one to the other.
 *
 * <p>A tensor takes the new name of the innermost module that has one, and keeps what follows: {@code .weight}, or modules
 * that both layouts call alike. A tensor of no such module keeps its name.
 */
public final class NameMap {

    private final ImmutableList<Entry> entries;
    private final Map<String, Entry> byName;

    private NameMap(ImmutableList<Entry> entries) {
        this.entries = entries;
        this.byName = Maps.uniqueIndex(entries, Entry::from);
    }

    /** A module in both layouts. */
    private record Entry(String from, TensorForm fromForm, String to, TensorForm toForm) {

        Entry inverse() {
            return new Entry(to, toForm, from, fromForm);
        }
    }

    /**
     * Translates a tensor's name.
     *
     * @param name in the first layout
     * @return its name in the second
     */
    public String rename(String name) {
        return entry(name)
                .map(entry -> entry.to + name.substring(entry.from.length()))
                .orElse(name);
    }

    /**
     * Translates a tensor's shape: some layouts write a matrix as a 1x1 convolution.
     *
     * @param name in the first layout
     * @param info in the first layout
     * @return with the shape of the second
     */
    public TensorInfo reshape(String name, TensorInfo info) {
        return entry(name)
                .map(entry -> new TensorInfo(info.type(), entry.toForm.of(info.shape())))
                .orElse(info);
    }

    private Optional<Entry> entry(String name) {
        String module = name;
        while (!byName.containsKey(module)) {
            int dot = module.lastIndexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            module = module.substring(0, dot);
        }
        return Optional.of(byName.get(module));
    }

    /**
     * Turns the direction round.
     *
     * @return from the second layout to the first
     */
    public NameMap inverse() {
        return new NameMap(entries.stream().map(Entry::inverse).collect(ImmutableList.toImmutableList()));
    }

    @Override
    public String toString() {
        return entries.size() + " modules";
    }

    /** Collects modules. */
    static final class Builder {

        private final ImmutableList.Builder<Entry> entries = ImmutableList.builder();

        /** A module whose tensors are alike in both layouts. */
        Builder module(String from, String to) {
            entries.add(new Entry(from, TensorForm.ANY, to, TensorForm.ANY));
            return this;
        }

        /** A linear map of every pixel that the first layout writes as a 1x1 convolution and the second as a matrix. */
        Builder pointwise(String from, String to) {
            entries.add(new Entry(from, TensorForm.CONVOLUTION, to, TensorForm.LINEAR));
            return this;
        }

        /** A linear map that both layouts write as a matrix, though the first may be found with 1x1 convolutions. */
        Builder linear(String from, String to) {
            entries.add(new Entry(from, TensorForm.LINEAR, to, TensorForm.LINEAR));
            return this;
        }

        NameMap build() {
            return new NameMap(entries.build());
        }
    }
}

package io.iclight.io.weights;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import io.iclight.io.tensor.Placement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;

/** What the cursors of a source asked for, what they were given, and what went wrong. */
final class Ledger {

    private static final int NAMES_SHOWN = 8;

    /** Empty in a survey. */
    private final Optional<TensorSource> source;

    /** What the source need not have. */
    private final HeldWeights held;

    private final ImmutableList<Tensor> backing;
    private final ModelMemory memory;
    private final Placement placement;
    private final Reading reading;
    private final Map<String, TensorInfo> asked = new LinkedHashMap<>();
    private final Map<String, Tensor> taken = new LinkedHashMap<>();
    private final Set<String> ignored = new HashSet<>();
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> misshapen = new TreeSet<>();

    Ledger(Optional<TensorSource> source, ModelMemory memory, Placement placement, Reading reading) {
        this(source, HeldWeights.NONE, memory, placement, reading);
    }

    Ledger(Optional<TensorSource> source, HeldWeights held, ModelMemory memory, Placement placement, Reading reading) {
        this.source = source;
        this.held = held;
        this.backing = held.backing().stream()
                .map(shared -> memory.own(() -> new Tensor(shared)))
                .collect(ImmutableList.toImmutableList());
        this.memory = memory;
        this.placement = placement;
        this.reading = reading;
    }

    Placement placement() {
        return placement;
    }

    boolean isSurvey() {
        return source.isEmpty();
    }

    Optional<TensorInfo> found(String name) {
        return source.map(TensorSource::tensors)
                .map(tensors -> tensors.get(name))
                .or(() -> Optional.ofNullable(held.infos().get(name)));
    }

    String origin() {
        return source.map(TensorSource::origin).orElse("a survey");
    }

    /**
     * Gives a parameter, and notes that it was asked for.
     *
     * @param name in the source
     * @param use tells a second layout of the same parameter from the first; empty for the first
     * @param stored the shape that it has in the source
     * @param wanted the shape that it is given in, with as many elements
     * @param layout of it in memory
     * @return the parameter; where it is missing or misshapen, which is noted, a placeholder without data
     */
    Tensor take(String name, String use, ImmutableLongArray stored, ImmutableLongArray wanted, Weights.Layout layout) {
        asked.put(name, new TensorInfo(placement.type(), stored));
        Optional<ImmutableLongArray> found = found(name).map(TensorInfo::shape);
        boolean changed =
                source.filter(given -> given.tensors().containsKey(name)).isPresent();
        boolean fits = found.filter(stored::equals).isPresent();
        if (fits && !changed && held.tensors().containsKey(name + use)) {
            return noted(name + use, memory.own(() -> held.share(name + use)));
        }
        if (fits) {
            return noted(name + use, memory.own(() -> reading.read(source.get(), name, wanted, placement, layout)));
        }
        if (source.isPresent() && found.isEmpty()) {
            missing.add(name + " " + stored);
        } else if (source.isPresent()) {
            misshapen.add(name + ": expected " + stored + ", found " + found.get());
        }
        return memory.own(() -> Reading.withoutData(wanted));
    }

    private Tensor noted(String name, Tensor parameter) {
        taken.put(name, parameter);
        return parameter;
    }

    void ignore(String name) {
        ignored.add(name);
    }

    ImmutableMap<String, TensorInfo> asked() {
        return ImmutableMap.copyOf(asked);
    }

    HeldWeights held() {
        return new HeldWeights(asked(), ImmutableMap.copyOf(taken), backing);
    }

    /** Throws what went wrong, all of it at once. */
    void finish(String graph) {
        if (isSurvey()) {
            return;
        }
        Set<String> unread = new TreeSet<>(source.get().tensors().keySet());
        unread.removeAll(asked.keySet());
        unread.removeAll(ignored);
        if (missing.isEmpty() && misshapen.isEmpty() && unread.isEmpty()) {
            return;
        }
        throw new WeightsException(origin() + " does not fit " + graph + report("missing", missing)
                + report("of another shape", misshapen) + report("unknown to the graph", unread)
                + "; is this the right file, and the config.json that belongs to it?");
    }

    private static String report(String problem, Set<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
        String more = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
        return "\n  " + problem + " (" + names.size() + "): " + shown + more;
    }
}
